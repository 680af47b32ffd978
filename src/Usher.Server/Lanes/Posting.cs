namespace Usher.Server.Lanes;

/// <summary>What one peer hands to one lane at once: the requests of one read of its socket.</summary>
/// <param name="peer">Whose.</param>
/// <param name="requestsExpected">How many it will be, if that is known: room is made for them.</param>
internal sealed class Posting(IPeer peer, int requestsExpected = 0)
{
    /// <summary>Whose.</summary>
    public IPeer Peer { get; } = peer;

    /// <summary>In the order of arrival.</summary>
    public List<LaneRequest> Requests { get; } = new(requestsExpected);

    /// <summary>The peer is gone; nothing else comes from it.</summary>
    public bool IsFarewell { get; init; }

    /// <summary>A question about durable state, asked between two batches; null for requests.</summary>
    public ILaneQuery? Query { get; init; }
}
