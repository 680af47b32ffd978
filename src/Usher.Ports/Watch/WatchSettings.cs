namespace Usher.Ports;

/// <summary>How the watch looks.</summary>
public sealed record WatchSettings
{
    /// <summary>Time between two looks. 0.1 s to 1 h; 1 s by default, which on an idle machine with Linux costs well under 1 % of a core.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Which listeners matter. All by default; <see cref="PortCheck.IsLicense"/> fits.</summary>
    public Func<Listener, bool> IsWatched { get; init; } = static _ => true;

    /// <summary>Listeners that are accepted: nothing is told about them.</summary>
    public Baseline Baseline { get; init; } = Baseline.Empty;
}
