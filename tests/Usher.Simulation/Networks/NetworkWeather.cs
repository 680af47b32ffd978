using Usher.Simulation.Kernel;

namespace Usher.Simulation.Networks;

/// <summary>The way between one client's machine and the server: how slow, and whether anything gets through.</summary>
internal sealed class NetworkWeather(Dice dice)
{
    private static readonly TimeSpan LatencyMin = TimeSpan.FromMicroseconds(200);
    private static readonly TimeSpan ResendMin = TimeSpan.FromMilliseconds(200);

    /// <summary>Nothing gets through to the server. What is in flight is sent again when it does.</summary>
    public bool IsUpCut { get; private set; }

    /// <summary>Nothing gets through to the client.</summary>
    public bool IsDownCut { get; private set; }

    public TimeSpan LatencyMax { get; set; } = TimeSpan.FromMilliseconds(40);

    /// <summary>How long after a cut what was lost is sent again, at most.</summary>
    public TimeSpan ResendMax { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Raised when packets get through again.</summary>
    public event Action? Cleared;

    public TimeSpan Latency() => dice.Skewed(LatencyMin, LatencyMax);

    public TimeSpan Resend() => dice.Between(ResendMin, ResendMax);

    public void Cut(bool up, bool down) => (IsUpCut, IsDownCut) = (up, down);

    public void Clear()
    {
        (IsUpCut, IsDownCut) = (false, false);
        Cleared?.Invoke();
    }
}
