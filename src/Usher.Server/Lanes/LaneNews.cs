using System.Runtime.InteropServices;
using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>
/// Tells what is durable, in the order in which it was decided, and keeps who holds what. A push therefore never
/// overtakes the answer it depends on, and no grant falls between a wait and its lease.
/// </summary>
internal static class LaneNews
{
    /// <summary>Tells all outcomes of one durable batch.</summary>
    public static void Tell(List<LaneOutcome> outcomes)
    {
        foreach (ref readonly var outcome in CollectionsMarshal.AsSpan(outcomes))
        {
            if (outcome.Reply is not null)
                Answer(outcome);
            else if (outcome.Refusal is not null)
                outcome.Peer?.Refuse(outcome.Request, outcome.Refusal);
            else
                Push(outcome);
        }
    }

    private static void Answer(in LaneOutcome outcome)
    {
        if (outcome.Peer is not { } peer)
            return;
        Keep(peer, outcome);
        peer.Answer(outcome.Request, outcome.Reply!);
    }

    private static void Keep(IPeer peer, in LaneOutcome outcome)
    {
        var pool = outcome.Request.Pool;
        switch (outcome.Reply)
        {
            case Reply.Granted granted when outcome.Request.Command is Checkout checkout:
                Live(Take(peer, pool, granted.Lease, checkout), granted, outcome.Presence);
                break;
            case Reply.Queued queued when outcome.Request.Command is Checkout checkout:
                Take(peer, pool, queued.Lease, checkout).Wait(checkout);
                break;
            case Reply.Renewed renewed when pool.Held.TryGetValue(renewed.Lease, out var held):
                held.Renewed(renewed.Ttl, renewed.ExpiresAt);
                break;
            case Reply.Returned { WasHeld: true } returned when LetGo(pool, returned.Lease) is { } held && !ReferenceEquals(held.Owner, peer):
                TellReturnedByAnother(held, outcome.Request.IsCancel);
                break;
        }
    }

    /// <remarks>A retry is answered with what is left of the life, and does not shorten what heartbeats may promise.</remarks>
    private static void Live(HeldLease held, Reply.Granted granted, Presence? presence)
    {
        var detached = granted.Resumed && held.Pool.Pool.Find(granted.Lease) is { } lease ? lease.Detached : held.Detached;
        held.Live(presence, held.Ttl > granted.Ttl ? held.Ttl : granted.Ttl, granted.ExpiresAt, detached);
    }

    /// <summary>The last that checks out or resumes holds it; who held it before is not asked any more.</summary>
    /// <remarks>
    /// But not a copy that was held up on a connection which the client has left for a newer one: with the end of the old
    /// connection the seat would go from under the client.
    /// </remarks>
    private static HeldLease Take(IPeer peer, LanePool pool, LeaseId lease, Checkout checkout)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(pool.Held, lease, out _);
        if (entry is not null && ReferenceEquals(entry.Owner, peer))
        {
            entry.AskedAgain(checkout);
            return entry;
        }

        if (entry is not null && peer.Number < entry.Owner.Number && checkout.RequestId.Holding == entry.Holding)
            return entry;
        entry?.Owner.Release(entry);
        entry = new HeldLease(lease, pool, peer, checkout);
        peer.Hold(entry);
        return entry;
    }

    private static HeldLease? LetGo(LanePool pool, LeaseId lease)
    {
        if (pool.LetGo(lease) is not { } held)
            return null;
        held.Owner.Release(held);
        return held;
    }

    private static void TellReturnedByAnother(HeldLease held, bool isCancel)
    {
        if (held.IsWaiting || isCancel)
            held.Owner.WaitLost(held, new PoolEvent.WaitEnded(default, held.Lease, WaitEndReason.Cancelled));
        else
            held.Owner.LeaseLost(held, new PoolEvent.LeaseEnded(default, held.Lease, EndReason.Returned));
        held.Owner.Flush();
    }

    /// <summary>The life of a grant as its client may know it: without the margin, and no longer than its lines.</summary>
    private static TimeSpan Told(PoolEvent.LeaseGranted granted) =>
        granted.ExpiresAt - granted.At < granted.Ttl ? granted.ExpiresAt - granted.At : granted.Ttl;

    private static void Push(in LaneOutcome outcome)
    {
        var pool = outcome.Request.Pool;
        switch (outcome.News)
        {
            case PoolEvent.LeaseGranted granted when pool.Held.TryGetValue(granted.Lease, out var held):
                held.Live(outcome.Presence, Told(granted), granted.At + Told(granted), granted.Detached);
                held.Owner.GrantedFromQueue(held, granted, outcome.InGrace);
                held.Owner.Flush();
                break;
            case PoolEvent.LeaseEnded ended when LetGo(pool, ended.Lease) is { } held:
                held.Owner.LeaseLost(held, ended);
                held.Owner.Flush();
                break;
            case PoolEvent.WaitEnded ended when LetGo(pool, ended.Lease) is { } held:
                held.Owner.WaitLost(held, ended);
                held.Owner.Flush();
                break;
            case PoolEvent.ServiceResumed resumed:
                foreach (var held in pool.Held.Values)
                    held.PutOff(resumed.Skipped);
                break;
            case PoolEvent.LinesSet:
                pool.Lane.TellLinesChanged(pool);
                break;
        }
    }
}
