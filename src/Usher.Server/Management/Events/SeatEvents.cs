using Usher.Core;
using Usher.Server.Access;
using Usher.Server.Management.Contract;
using Usher.Server.Management.Reports;
using Usher.Server.Seats;

namespace Usher.Server.Management.Events;

/// <summary>What happened in a pool, as the API tells it.</summary>
internal static class SeatEvents
{
    /// <summary>One event.</summary>
    internal static LiveEvent Of(PoolId pool, PoolEvent happened, IPeopleNames names)
    {
        var told = Told(pool, happened);
        return told with
        {
            Feature = pool.ToString(),
            User = told.User is { } user ? names.User(user) : null,
            Host = told.Host is { } host ? names.Host(host) : null,
        };
    }

    private static LiveEvent Told(PoolId pool, PoolEvent happened) => happened switch
    {
        PoolEvent.LeaseGranted granted => Of(EventTypes.Granted, granted.At, granted.Lease, granted.Holder, granted.Seats, granted.Version) with
        {
            Until = granted.At + granted.Ttl,
            Kind = HistoryWords.Of(granted.Kind),
            Overdraft = granted.Overdraft,
        },
        PoolEvent.LeaseResumed resumed => Of(EventTypes.Resumed, resumed.At, resumed.Lease) with { Until = resumed.ExpiresAt },
        PoolEvent.LeaseRenewed renewed => Of(EventTypes.Renewed, renewed.At, renewed.Lease) with { Until = renewed.At + renewed.Ttl },
        PoolEvent.LeaseMoved moved => Of(EventTypes.Moved, moved.At, moved.Lease) with { Until = moved.ExpiresAt },
        PoolEvent.LeaseLingering lingering => Of(EventTypes.Lingering, lingering.At, lingering.Lease) with { Until = lingering.Until },
        PoolEvent.LeaseEnded ended => Ended(pool, ended),
        PoolEvent.WaitStarted started => Of(EventTypes.Queued, started.At, started.Lease, started.Holder, started.Seats, started.Version) with { Until = started.Until },
        PoolEvent.WaiterAbsent absent => Of(EventTypes.Absent, absent.At, absent.Lease) with { Until = absent.Until },
        PoolEvent.WaiterReturned back => Of(EventTypes.Back, back.At, back.Lease),
        PoolEvent.WaitEnded left => Of(EventTypes.Left, left.At, left.Lease) with
        {
            Code = LossText.Wait(left.Lease, pool, left.Reason).Code,
            Reason = HistoryWords.Of(left.Reason),
        },
        PoolEvent.CheckoutDenied denied => Of(EventTypes.Denied, denied.At, denied.Lease, denied.Holder, denied.Seats, denied.Version) with
        {
            Code = DenialText.CodeOf(denied.Reason),
            Reason = HistoryWords.Of(denied.Reason),
        },
        PoolEvent.LinesSet set => new LiveEvent(EventTypes.SeatsChanged, set.At, Seats: (int)Math.Min(int.MaxValue, set.Lines.Sum(line => (long)line.Seats))),
        _ => new LiveEvent(EventTypes.ServiceResumed, happened.At),
    };

    private static LiveEvent Ended(PoolId pool, PoolEvent.LeaseEnded ended)
    {
        var loss = LossText.Lease(ended.Lease, pool, ended.Reason, ended.Note);
        return Of(TypeOf(ended.Reason), ended.At, ended.Lease) with
        {
            Code = loss.Code,
            Reason = HistoryWords.Of(ended.Reason),
            Note = ended.Note.Length == 0 ? null : ended.Note,
            By = ended.By.Length == 0 ? null : ended.By,
        };
    }

    private static string TypeOf(EndReason reason) => reason switch
    {
        EndReason.Returned => EventTypes.Returned,
        EndReason.Lapsed or EndReason.LingerOver => EventTypes.Expired,
        EndReason.Revoked => EventTypes.Revoked,
        EndReason.LicenseEnded or EndReason.LicenseRemoved => EventTypes.Ended,
    };

    private static LiveEvent Of(string type, DateTimeOffset at, LeaseId lease) => new(type, at, Lease: lease.ToString());

    private static LiveEvent Of(string type, DateTimeOffset at, LeaseId lease, Holder holder, int seats, FeatureVersion version) => new(
        type, at, Lease: lease.ToString(), User: holder.User, Host: holder.Host,
        Application: holder.Application.Length == 0 ? null : holder.Application, Seats: seats, Version: version.ToString());
}
