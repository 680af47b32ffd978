using Usher.Core;
using Usher.Protocol;
using Usher.Server.Lanes;
using Usher.Server.Validation;

namespace Usher.Server.Seats;

/// <content>What lanes tell the session. Any thread.</content>
internal sealed partial class Session : IPeer
{
    private TaskCompletionSource? allAnswered;

    void IPeer.Answer(in LaneRequest request, Reply reply)
    {
        var message = WireReplies.ToWire(request, reply, handler.Clock.Now);
        if (message.BodyCase == ServerMessage.BodyOneofCase.Denied)
            SeatsMetrics.Problem(message.Denied.Code);
        if (handler.Validation is { } validation)
            AddValidation(validation, request, reply, message);
        output.Write(message);
        Answered();
    }

    void IPeer.Refuse(in LaneRequest request, Refusal refusal)
    {
        Send(WireReplies.ToWire(request.Id, refusal));
        Answered();
    }

    void IPeer.Hold(HeldLease held) => leases.Add(held);

    void IPeer.Release(HeldLease held)
    {
        leases.Remove(held);
        LeaveBook(held);
    }

    void IPeer.GrantedFromQueue(HeldLease held, PoolEvent.LeaseGranted granted, bool inGrace)
    {
        var message = WireReplies.ToWire(held, granted, inGrace);
        message.Granted.Validation = ValidationOf(held);
        output.Write(message);
    }

    void IPeer.LeaseLost(HeldLease held, PoolEvent.LeaseEnded ended) =>
        output.Write(new ServerMessage { LeaseLost = LossText.Lease(held.Lease, held.Pool.Id, ended.Reason, ended.Note) });

    void IPeer.WaitLost(HeldLease held, PoolEvent.WaitEnded ended) =>
        output.Write(new ServerMessage { WaitLost = LossText.Wait(held.Lease, held.Pool.Id, ended.Reason) });

    bool IPeer.IsGone => isGone;

    IReadOnlyList<HeldLease> IPeer.HeldIn(Lane lane)
    {
        var left = leases.RemoveAll(lane);
        left.ForEach(LeaveBook);
        return left;
    }

    void IPeer.Flush() => output.Flush();

    /// <summary>Sends an answer with a refusal or a failure, and counts it.</summary>
    private void Send(ServerMessage message)
    {
        SeatsMetrics.Problem((message.Denied ?? message.Failed).Code);
        output.Write(message);
    }

    /// <summary>Adds what datagrams take to a grant, and notes what a renewal told.</summary>
    private void AddValidation(LeaseValidation validation, in LaneRequest request, Reply reply, ServerMessage message)
    {
        if (reply is Reply.Granted granted && request.Command is Core.Checkout checkout
            && (wantsDatagrams || checkout.Connectionless) && leases.Find(granted.Lease) is { } held)
            message.Granted.Validation = ValidationOf(held);
        else if (reply is Reply.Renewed renewed)
            validation.Renewed(renewed.Lease, renewed.Ttl);
    }

    /// <summary>What datagrams about a lease take; null when this client, or this lease, has none.</summary>
    private Protocol.Validation? ValidationOf(HeldLease held) =>
        handler.Validation is { } validation && (wantsDatagrams || held.Connectionless) && held is { Detached: false, IsWaiting: false }
            ? validation.HandOver(held, connection.LocalEndPoint)
            : null;

    private void LeaveBook(HeldLease held)
    {
        if (wantsDatagrams)
            handler.Validation?.LetGo(held);
    }

    private void Answered()
    {
        Interlocked.Increment(ref answered);
        if (isStopping && Volatile.Read(ref allAnswered) is { } all && Volatile.Read(ref answered) >= asked)
            all.TrySetResult();
    }

    /// <summary>When every request that was accepted has its answer.</summary>
    private Task AnsweredAsync()
    {
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref allAnswered, all);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref answered) >= asked)
            all.TrySetResult();
        return all.Task;
    }
}
