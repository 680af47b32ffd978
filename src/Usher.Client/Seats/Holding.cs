using Usher.Protocol;

namespace Usher.Client.Seats;

/// <summary>By what a client has a lease, or may have it: so much it takes to give it back, and no later holding of the same lease.</summary>
/// <param name="Lease">Which.</param>
/// <param name="Feature">"vendor/feature", or as it was asked for.</param>
/// <param name="Request">One of its requests: those of one holding have the first half in common. 0: unknown.</param>
internal readonly record struct Holding(LeaseId Lease, string Feature, UInt128 Request)
{
    internal static Holding Of(Granted push) => new(FromWire.Lease(push.Lease), push.Feature, FromWire.Request(push.RequestId));

    internal ClientMessage CheckIn() => Messages.CheckIn(Lease, Feature, Request);
}
