using System.Threading.Tasks.Sources;
using Usher.Core;
using Usher.Server.Lanes;

namespace Usher.Server.Management.Leases;

/// <summary>
/// One command of an HTTP request, waiting for its answer. It has no connection to push to: a lease that is granted lives by
/// its time alone, and a client that waits asks again. Used once.
/// </summary>
internal sealed class LeaseCall : LonePeer, IValueTaskSource<LaneAnswer>
{
    private ManualResetValueTaskSourceCore<LaneAnswer> source = new() { RunContinuationsAsynchronously = true };

    private LeaseCall()
    {
    }

    /// <summary>Hands a command to the pool's lane.</summary>
    /// <returns>The answer, after its events are durable.</returns>
    public static ValueTask<LaneAnswer> AskAsync(LanePool pool, PoolCommand command)
    {
        var call = new LeaseCall();
        var posting = new Posting(call, requestsExpected: 1);
        posting.Requests.Add(new LaneRequest(1, pool, command));
        return pool.Lane.Post(posting) is { } refusal
            ? new ValueTask<LaneAnswer>(new LaneAnswer(null, refusal))
            : new ValueTask<LaneAnswer>(call, call.source.Version);
    }

    /// <inheritdoc />
    public override void Answer(in LaneRequest request, Reply reply) => source.SetResult(new LaneAnswer(reply, null));

    /// <inheritdoc />
    public override void Refuse(in LaneRequest request, Refusal refusal) => source.SetResult(new LaneAnswer(null, refusal));

    LaneAnswer IValueTaskSource<LaneAnswer>.GetResult(short token)
    {
        var answer = source.GetResult(token);
        // The pool knows this object for as long as the lease lives; the answer should not live as long.
        source.Reset();
        return answer;
    }

    ValueTaskSourceStatus IValueTaskSource<LaneAnswer>.GetStatus(short token) => source.GetStatus(token);

    void IValueTaskSource<LaneAnswer>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags);
}
