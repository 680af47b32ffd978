using System.Threading.Channels;
using Usher.Core;
using Usher.Server.Lanes;

namespace Usher.Server.Tests.Lanes;

/// <summary>Hears what a lane tells it, as one line each, in order.</summary>
internal sealed class RecordingPeer : IPeer
{
    private readonly Channel<string> heard = Channel.CreateUnbounded<string>();
    private readonly List<HeldLease> held = [];

    public IReadOnlyList<HeldLease> Held
    {
        get
        {
            lock (held)
                return [.. held];
        }
    }

    public long Number { get; init; }

    public bool IsGone => true;

    public bool HasHeard => heard.Reader.TryPeek(out _);

    public async Task<string> HearAsync() => await heard.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public void Answer(in LaneRequest request, Reply reply) => heard.Writer.TryWrite(reply switch
    {
        Reply.Granted { Resumed: true } => "resumed",
        Reply.Granted granted => $"granted {granted.Seats}",
        Reply.Denied denied => $"denied {denied.Denial.Reason}",
        Reply.Queued queued => $"queued {queued.Position}",
        _ => reply.GetType().Name,
    });

    public void Refuse(in LaneRequest request, Refusal refusal) => heard.Writer.TryWrite($"refused {refusal.Code}");

    public void Hold(HeldLease lease)
    {
        lock (held)
            held.Add(lease);
    }

    public void Release(HeldLease lease)
    {
        lock (held)
            held.Remove(lease);
    }

    public void GrantedFromQueue(HeldLease lease, PoolEvent.LeaseGranted granted, bool inGrace) => heard.Writer.TryWrite("granted from the queue");

    public void LeaseLost(HeldLease lease, PoolEvent.LeaseEnded ended) => heard.Writer.TryWrite($"lost {ended.Reason}");

    public void WaitLost(HeldLease lease, PoolEvent.WaitEnded ended) => heard.Writer.TryWrite($"wait lost {ended.Reason}");

    public IReadOnlyList<HeldLease> HeldIn(Lane lane)
    {
        lock (held)
        {
            var all = held.ToArray();
            held.Clear();
            return all;
        }
    }

    public void Flush() { }
}
