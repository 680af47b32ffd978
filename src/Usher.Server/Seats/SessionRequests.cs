using Google.Protobuf;
using Usher.Core;
using Usher.Protocol;
using Usher.Server.Lanes;

namespace Usher.Server.Seats;

/// <content>What clients ask. For the reading loop alone.</content>
internal sealed partial class Session
{
    private void Handle(ClientMessage message)
    {
        if (message.Id == 0)
            throw new ProtocolException(ErrorCodes.BadField, "a request has the id 0, which is kept for pushes");
        if (holder is null)
            Welcome(message);
        else if (asked - Volatile.Read(ref answered) >= WireLimits.RequestsInFlightMax)
            Fail(message.Id, ErrorCodes.TooManyInFlight, $"{WireLimits.RequestsInFlightMax} requests are in flight on this connection", "wait for answers before you ask again", retryAfterMs: 100);
        else
            HandleWelcomed(message);
    }

    private void HandleWelcomed(ClientMessage message)
    {
        switch (message.BodyCase)
        {
            case ClientMessage.BodyOneofCase.Checkout:
                Checkout(message.Id, message.Checkout);
                break;
            case ClientMessage.BodyOneofCase.CheckIn:
                CheckIn(message.Id, message.CheckIn);
                break;
            case ClientMessage.BodyOneofCase.CancelWait:
                CheckIn(message.Id, message.CancelWait.Lease, message.CancelWait.Feature, of: null, isCancel: true);
                break;
            case ClientMessage.BodyOneofCase.Renew:
                Renew(message.Id, message.Renew);
                break;
            case ClientMessage.BodyOneofCase.Heartbeat:
                Beat(message.Id, message.Heartbeat);
                break;
            case ClientMessage.BodyOneofCase.Status:
                Status(message.Id, message.Status);
                break;
            case ClientMessage.BodyOneofCase.Who:
                Who(message.Id, message.Who);
                break;
            case ClientMessage.BodyOneofCase.Hello:
                throw new ProtocolException(ErrorCodes.HelloExpected, "a second hello came on the connection");
            default:
                FailField(message.Id, "the request is empty, or of a kind that this server does not know");
                break;
        }
    }

    private void Welcome(ClientMessage message)
    {
        if (message.BodyCase != ClientMessage.BodyOneofCase.Hello)
            throw new ProtocolException(ErrorCodes.HelloExpected, "the first message of the connection is not a hello");
        var greeter = HelloCheck.Read(message.Hello);
        wantsDatagrams = message.Hello.Datagrams;
        output.Write(Greeting.ToWire(message, handler, connection.LocalEndPoint));
        holder = greeter;
        pulse.Welcome();
        handler.Enter(this);
    }

    private void Checkout(ulong id, Protocol.Checkout wire)
    {
        if (CheckoutReader.Read(wire, holder!, out var fault) is not { } command)
            FailField(id, fault);
        else if (PoolOf(id, wire.Feature, wire.Lease) is { } pool)
            Ask(new LaneRequest(id, pool, command with { Connectionless = command.Connectionless && handler.Validation is not null }));
    }

    private void CheckIn(ulong id, Protocol.CheckIn wire)
    {
        if (wire.RequestId.IsEmpty)
            CheckIn(id, wire.Lease, wire.Feature, of: null, isCancel: false);
        else if (WireIds.TryRead(wire.RequestId, out var request))
            CheckIn(id, wire.Lease, wire.Feature, new RequestId(request), isCancel: false);
        else
            FailField(id, CheckoutReader.RequestFault);
    }

    private void CheckIn(ulong id, ByteString lease, string feature, RequestId? of, bool isCancel)
    {
        if (!WireIds.TryRead(lease, out var value))
            FailField(id, CheckoutReader.LeaseFault);
        else
            AskOf(id, feature, new Core.CheckIn(new LeaseId(value), holder!, of), new LeaseId(value), isCancel);
    }

    private void Renew(ulong id, Protocol.Renew wire)
    {
        if (!WireIds.TryRead(wire.Lease, out var value))
        {
            FailField(id, CheckoutReader.LeaseFault);
            return;
        }

        var lease = new LeaseId(value);
        var held = leases.Find(lease);
        if (held is { IsWaiting: true })
        {
            Send(new ServerMessage { Id = id, Denied = LossText.StillWaiting(held) });
            return;
        }

        // Whatever becomes of the request: the client is alive.
        held?.Presence?.Seen(handler.Clock.Now);
        AskOf(id, wire.Feature, new Core.Renew(lease, holder!, TimeSpan.FromSeconds(wire.TtlSeconds)), lease, isCancel: false);
    }

    private void Beat(ulong id, Heartbeat heartbeat)
    {
        if (heartbeat.Leases.Count > WireLimits.HeartbeatLeasesMax)
        {
            FailField(id, $"{heartbeat.Leases.Count} leases in one heartbeat; {WireLimits.HeartbeatLeasesMax} are allowed");
            return;
        }

        foreach (var lease in heartbeat.Leases)
        {
            if (WireIds.TryRead(lease, out _))
                continue;
            FailField(id, CheckoutReader.LeaseFault);
            return;
        }

        SeatsMetrics.Heartbeats.Add(1);
        output.Write(new ServerMessage { Id = id, Alive = leases.Beat(heartbeat, handler.Clock.Now) });
    }

    /// <summary>Asks about a lease: the named pool, or the one that this connection holds it in, or whichever knows it.</summary>
    private void AskOf(ulong id, string feature, PoolCommand command, LeaseId lease, bool isCancel)
    {
        if (feature.Length > 0)
        {
            if (PoolOf(id, feature, WireIds.ToWire(lease)) is { } pool)
                Ask(new LaneRequest(id, pool, command, isCancel));
        }
        else if (leases.Find(lease) is { } held)
        {
            Ask(new LaneRequest(id, held.Pool, command, isCancel));
        }
        else
        {
            Seek(id, command, lease, isCancel);
        }
    }

    private void Ask(in LaneRequest request)
    {
        asked++;
        postings.Add(request);
    }

    /// <summary>The pool that a request names; null: it was answered why not.</summary>
    private LanePool? PoolOf(ulong id, string feature, ByteString lease)
    {
        if (!CheckoutReader.IsFeature(feature))
        {
            FailField(id, $"feature must be 1 to {WireLimits.FeatureBytesMax} bytes");
            return null;
        }

        if (handler.Desk.Find(feature, out var ambiguous) is { } pool)
            return pool;
        var problem = ambiguous
            ? DenialText.AmbiguousFeature(feature, handler.Desk.NamesOf(feature))
            : DenialText.UnknownFeature(feature, handler.Desk.SimilarTo(feature));
        problem.Lease = lease;
        Send(new ServerMessage { Id = id, Denied = problem });
        return null;
    }

    private void FailField(ulong id, string fault) =>
        Fail(id, ErrorCodes.BadField, fault, "docs/protocol.md lists every field with its limits", retryAfterMs: 0);

    private void Fail(ulong id, string code, string message, string hint, uint retryAfterMs) =>
        Send(new ServerMessage { Id = id, Failed = new() { Code = code, Message = message, Hint = hint, RetryAfterMs = retryAfterMs } });
}
