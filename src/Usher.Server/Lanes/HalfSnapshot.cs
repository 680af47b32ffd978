using Usher.Core;
using Usher.Journal;

namespace Usher.Server.Lanes;

/// <summary>A snapshot of a pool that is being taken, bit by bit, between the batches of its lane.</summary>
/// <remarks>
/// It stands for the instant at which it began, when the journal had all that was decided: for the pool's last durable event, whatever
/// is decided, or becomes durable, before it is whole. Batches that are decided meanwhile change the pool before they are durable, but the
/// snapshot has each lease as it was, so nothing of them is in it. If one of them does not become durable, the pool is read again
/// from the journal, and this one is of a state that nobody keeps up any more.
/// </remarks>
internal sealed class HalfSnapshot
{
    private readonly ByteParts payload = new();
    private readonly Pool state;
    private readonly long sequence;
    private readonly Condensing condensing;

    /// <param name="pool">Whose state must be durable.</param>
    public HalfSnapshot(LanePool pool)
    {
        (Pool, state, sequence) = (pool, pool.Pool, pool.Sequence);
        condensing = state.BeginCondense(happened => EventCodec.Encode(happened, payload));
        pool.SnapshotBegun();
    }

    /// <summary>Whose.</summary>
    public LanePool Pool { get; }

    /// <summary>The pool was read again from the journal since.</summary>
    public bool IsOutlived => !ReferenceEquals(Pool.Pool, state);

    /// <summary>Takes the next bit.</summary>
    /// <param name="events">How many events, about.</param>
    /// <returns>The snapshot, when it is whole; null: not yet.</returns>
    public Snapshot? TakeNext(int events)
    {
        condensing.TakeNext(events);
        if (!condensing.IsDone)
            return null;
        Pool.SnapshotTaken(condensing.Told);
        return new Snapshot(Pool.Stream, sequence, condensing.Told, payload.Written);
    }
}
