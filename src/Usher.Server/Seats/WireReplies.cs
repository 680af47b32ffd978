using Usher.Core;
using Usher.Protocol;
using Usher.Server.Lanes;

namespace Usher.Server.Seats;

/// <summary>A pool's answers as messages.</summary>
internal static class WireReplies
{
    /// <summary>The answer to a request.</summary>
    public static ServerMessage ToWire(in LaneRequest request, Reply reply, DateTimeOffset now)
    {
        var message = new ServerMessage { Id = request.Id };
        switch (reply)
        {
            case Reply.Granted granted:
                message.Granted = ToWire(granted, request.Pool);
                break;
            case Reply.Queued queued:
                message.Queued = ToWire(queued, request.Pool);
                break;
            case Reply.Returned returned when request.IsCancel:
                message.WaitCancelled = new() { Lease = WireIds.ToWire(returned.Lease), WasWaiting = returned.WasHeld };
                break;
            case Reply.Returned returned:
                message.Returned = new() { Lease = WireIds.ToWire(returned.Lease), WasHeld = returned.WasHeld };
                break;
            case Reply.Renewed renewed:
                message.Renewed = ToWire(renewed);
                break;
            case Reply.Denied denied:
                message.Denied = DenialText.ToWire(denied.Denial, now);
                message.Denied.Lease = LeaseOf(request.Command);
                break;
            case Reply.NotHeld gone:
                message.Denied = LossText.NotHeld(gone.Lease, request.Pool.Id, gone.Reason, gone.Note);
                break;
            default:
                message.Failed = ToWire(Refusal.InternalFault);
                break;
        }

        return message;
    }

    /// <summary>The answer to a request about a lease that no pool knows.</summary>
    public static ServerMessage NobodyKnows(ulong id, PoolCommand command, LeaseId lease, bool isCancel) => command switch
    {
        Core.Renew => new() { Id = id, Denied = LossText.NobodyKnows(lease) },
        _ when isCancel => new() { Id = id, WaitCancelled = new() { Lease = WireIds.ToWire(lease) } },
        _ => new() { Id = id, Returned = new() { Lease = WireIds.ToWire(lease) } },
    };

    /// <summary>A request that was not decided, or not granted, by the server itself.</summary>
    public static ServerMessage ToWire(ulong id, Refusal refusal)
    {
        var message = new ServerMessage { Id = id };
        if (refusal.Code.StartsWith("USH2", StringComparison.Ordinal))
            message.Denied = ToWire(refusal);
        else
            message.Failed = ToWire(refusal);
        return message;
    }

    /// <summary>The push for a waiting request that was granted.</summary>
    public static ServerMessage ToWire(HeldLease held, PoolEvent.LeaseGranted granted, bool inGrace) => new()
    {
        Granted = new()
        {
            Lease = WireIds.ToWire(granted.Lease),
            Seats = (uint)granted.Seats,
            TtlSeconds = WireTime.Seconds(held.Ttl),
            ExpiresAtUnixMs = (granted.At + held.Ttl).ToUnixTimeMilliseconds(),
            Overdraft = granted.Overdraft,
            InGrace = inGrace,
            FromQueue = true,
            Feature = held.Pool.Name,
            LingerSeconds = WireTime.Seconds(held.Pool.Pool.Settings.Linger),
            RequestId = WireIds.ToWire(granted.RequestId),
        },
    };

    private static Granted ToWire(Reply.Granted granted, LanePool pool) => new()
    {
        Lease = WireIds.ToWire(granted.Lease),
        Seats = (uint)granted.Seats,
        TtlSeconds = WireTime.Seconds(granted.Ttl),
        ExpiresAtUnixMs = granted.ExpiresAt.ToUnixTimeMilliseconds(),
        Overdraft = granted.Overdraft,
        InGrace = granted.InGrace,
        Resumed = granted.Resumed,
        ResumedLate = granted.Kind == GrantKind.ResumedLate,
        FromQueue = granted.Kind == GrantKind.FromQueue,
        Feature = pool.Name,
        LingerSeconds = WireTime.Seconds(pool.Pool.Settings.Linger),
    };

    private static Queued ToWire(Reply.Queued queued, LanePool pool) => new()
    {
        Lease = WireIds.ToWire(queued.Lease),
        Position = (uint)queued.Position,
        UntilUnixMs = queued.Until.ToUnixTimeMilliseconds(),
        Feature = pool.Name,
    };

    private static Renewed ToWire(Reply.Renewed renewed) => new()
    {
        Lease = WireIds.ToWire(renewed.Lease),
        TtlSeconds = WireTime.Seconds(renewed.Ttl),
        ExpiresAtUnixMs = renewed.ExpiresAt.ToUnixTimeMilliseconds(),
    };

    private static Problem ToWire(Refusal refusal) => new()
    {
        Code = refusal.Code,
        Message = refusal.Message,
        Hint = refusal.Hint,
        RetryAfterMs = (uint)refusal.RetryAfter.TotalMilliseconds,
    };

    private static Google.Protobuf.ByteString LeaseOf(PoolCommand command) => command switch
    {
        Core.Checkout checkout => WireIds.ToWire(checkout.Lease),
        Core.CheckIn checkIn => WireIds.ToWire(checkIn.Lease),
        Core.Renew renew => WireIds.ToWire(renew.Lease),
        _ => Google.Protobuf.ByteString.Empty,
    };
}
