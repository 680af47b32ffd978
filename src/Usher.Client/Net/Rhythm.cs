namespace Usher.Client.Net;

/// <summary>How often a client shows life, over connections and by datagrams alike.</summary>
internal static class Rhythm
{
    private const double EarlierMax = 0.2;
    private const int BeatsPerTtl = 3;

    /// <summary>How often one lease needs it, whatever the server asks for.</summary>
    internal static TimeSpan NeededBy(Lease lease) => lease.Ttl / BeatsPerTtl;

    /// <summary>The shorter of two intervals, but none below <see cref="NetLimits.HeartbeatMin"/>.</summary>
    internal static TimeSpan Of(TimeSpan asked, TimeSpan needed)
    {
        var interval = needed < asked ? needed : asked;
        return interval > NetLimits.HeartbeatMin ? interval : NetLimits.HeartbeatMin;
    }

    /// <summary>The part of an interval to wait: up to a fifth earlier by chance, so that clients do not come in step.</summary>
    internal static double Share(RandomSource random) => 1 - (EarlierMax * random.NextFraction());
}
