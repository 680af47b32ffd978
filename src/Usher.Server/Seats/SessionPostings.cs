using System.Runtime.InteropServices;
using Usher.Server.Lanes;

namespace Usher.Server.Seats;

/// <summary>Collects the requests of one read by lane, and hands each lane its part at once. For the reading loop alone.</summary>
internal sealed class SessionPostings(IPeer peer)
{
    private readonly List<Entry> byLane = [];

    /// <summary>Adds a request.</summary>
    public void Add(in LaneRequest request)
    {
        var entry = EntryOf(request.Pool.Lane);
        entry.Posting ??= new Posting(peer, entry.LastCount);
        entry.Posting.Requests.Add(request);
    }

    /// <summary>Hands everything over; a lane that cannot take it answers at once.</summary>
    public void PostAll()
    {
        foreach (var entry in byLane)
        {
            if (entry.Posting is not { } posting)
                continue;
            (entry.Posting, entry.LastCount) = (null, posting.Requests.Count);
            if (entry.Lane.Post(posting) is { } refusal)
                RefuseAll(posting, refusal);
        }
    }

    /// <summary>Tells every lane that was ever asked that the peer is gone.</summary>
    public void Farewell()
    {
        foreach (var entry in byLane)
            entry.Lane.PostBeyondLimit(new Posting(peer) { IsFarewell = true });
    }

    private Entry EntryOf(Lane lane)
    {
        foreach (var entry in byLane)
        {
            if (ReferenceEquals(entry.Lane, lane))
                return entry;
        }

        var added = new Entry(lane);
        byLane.Add(added);
        return added;
    }

    private void RefuseAll(Posting posting, Refusal refusal)
    {
        foreach (ref readonly var request in CollectionsMarshal.AsSpan(posting.Requests))
            peer.Refuse(request, refusal);
    }

    private sealed class Entry(Lane lane)
    {
        public Lane Lane { get; } = lane;

        public Posting? Posting { get; set; }

        public int LastCount { get; set; }
    }
}
