using System.Net;

namespace Usher.Server.Discovery;

/// <summary>
/// How many answers may go out in a second, in all and to one address. Remembers only addresses that were answered in this
/// second, so its memory is bounded by the first of the two limits. Safe on any thread.
/// </summary>
internal sealed class AnswerBudget(DiscoverySettings limits, TimeProvider time)
{
    /// <summary>What both limits are for.</summary>
    internal static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<IPAddress, int> byAddress = [];
    private long windowStart = time.GetTimestamp();
    private int spent;

    /// <summary>Addresses that are remembered.</summary>
    internal int Remembered
    {
        get
        {
            lock (gate)
                return byAddress.Count;
        }
    }

    /// <summary>Takes one answer; null, or the reason why there is none.</summary>
    internal string? Spend(IPAddress address)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            if (time.GetElapsedTime(windowStart, now) >= Window)
            {
                byAddress.Clear();
                (windowStart, spent) = (now, 0);
            }

            if (spent >= limits.AnswersPerSecondMax)
                return DiscoveryDrop.TooMany;
            var toAddress = byAddress.GetValueOrDefault(address);
            if (toAddress >= limits.AnswersPerAddressMax)
                return DiscoveryDrop.TooManyToAddress;
            byAddress[address] = toAddress + 1;
            spent++;
            return null;
        }
    }
}
