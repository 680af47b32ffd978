namespace Usher.Server.Lanes;

/// <summary>What one peer hands to one lane at once: the requests of one read of its socket.</summary>
internal sealed class Posting
{
    /// <summary>Whose.</summary>
    public required IPeer Peer { get; init; }

    /// <summary>In the order of arrival.</summary>
    public List<LaneRequest> Requests { get; } = [];

    /// <summary>The peer is gone; nothing else comes from it.</summary>
    public bool IsFarewell { get; init; }

    /// <summary>A question about durable state, asked between two batches; null for requests.</summary>
    public ILaneQuery? Query { get; init; }
}
