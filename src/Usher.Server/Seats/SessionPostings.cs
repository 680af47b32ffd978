using System.Runtime.InteropServices;
using Usher.Server.Lanes;

namespace Usher.Server.Seats;

/// <summary>Collects the requests of one read by lane, and hands each lane its part at once. For the reading loop alone.</summary>
internal sealed class SessionPostings(IPeer peer)
{
    private readonly List<(Lane Lane, Posting? Posting)> byLane = [];

    /// <summary>Adds a request.</summary>
    public void Add(in LaneRequest request)
    {
        foreach (ref var entry in CollectionsMarshal.AsSpan(byLane))
        {
            if (!ReferenceEquals(entry.Lane, request.Pool.Lane))
                continue;
            entry.Posting ??= new Posting { Peer = peer };
            entry.Posting.Requests.Add(request);
            return;
        }

        var posting = new Posting { Peer = peer };
        posting.Requests.Add(request);
        byLane.Add((request.Pool.Lane, posting));
    }

    /// <summary>Hands everything over; a lane that cannot take it answers at once.</summary>
    public void PostAll()
    {
        foreach (ref var entry in CollectionsMarshal.AsSpan(byLane))
        {
            if (entry.Posting is not { } posting)
                continue;
            entry.Posting = null;
            if (entry.Lane.Post(posting) is { } refusal)
                RefuseAll(posting, refusal);
        }
    }

    /// <summary>Tells every lane that was ever asked that the peer is gone.</summary>
    public void Farewell()
    {
        foreach (var (lane, _) in byLane)
            lane.PostBeyondLimit(new Posting { Peer = peer, IsFarewell = true });
    }

    private void RefuseAll(Posting posting, Refusal refusal)
    {
        foreach (ref readonly var request in CollectionsMarshal.AsSpan(posting.Requests))
            peer.Refuse(request, refusal);
    }
}
