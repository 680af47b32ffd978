using Usher.Protocol;

namespace Usher.Client.Seats;

/// <summary>Makes the messages about leases.</summary>
internal static class Messages
{
    internal static ClientMessage Checkout(LeaseId lease, UInt128 request, string feature, CheckoutOptions options, TimeSpan wait) => new()
    {
        Checkout = new Checkout
        {
            RequestId = FromWire.Id(request),
            Lease = FromWire.Id(lease.Value),
            Feature = feature,
            Seats = (uint)options.Seats,
            Version = options.Version,
            TtlSeconds = Seconds(options.Ttl),
            WaitSeconds = Seconds(wait),
            Priority = options.Priority,
            Detached = options.Detached,
            Connectionless = options.Connectionless,
        },
    };

    /// <summary>Gives a lease back.</summary>
    /// <param name="lease">Which.</param>
    /// <param name="feature">Its feature; empty: the server looks for it.</param>
    /// <param name="request">A request of the holding that gives it back, which ends no later one; 0: whoever holds it.</param>
    internal static ClientMessage CheckIn(LeaseId lease, string feature, UInt128 request)
    {
        var checkIn = new CheckIn { Lease = FromWire.Id(lease.Value), Feature = feature };
        if (request != 0)
            checkIn.RequestId = FromWire.Id(request);
        return new() { CheckIn = checkIn };
    }

    internal static ClientMessage Renew(LeaseId lease, string feature, TimeSpan ttl) => new()
    {
        Renew = new Renew { Lease = FromWire.Id(lease.Value), Feature = feature, TtlSeconds = Seconds(ttl) },
    };

    /// <summary>Whole seconds, rounded up, so that a short wish does not become none.</summary>
    private static uint Seconds(TimeSpan span) => (uint)Math.Clamp(Math.Ceiling(span.TotalSeconds), 0, uint.MaxValue);
}
