using System.Net;
using Usher.Protocol;
using Usher.Server.Identity;

namespace Usher.Server.Discovery;

/// <summary>
/// Answers questions, or does not. Nobody proves anything in a question, so an answer is never longer than it, goes to
/// trusted networks alone, and only so often. Safe on any thread.
/// </summary>
/// <param name="key">Signs.</param>
/// <param name="card">What is said.</param>
/// <param name="budget">How often.</param>
/// <param name="isTrusted">Who may ask. Counts those who may not.</param>
/// <param name="serves">Whether a feature, "feature" or "vendor/feature", is served.</param>
internal sealed class DiscoveryClerk(
    ServerKey key, DiscoveryCard card, AnswerBudget budget, Func<IPAddress, bool> isTrusted, Func<string, bool> serves)
{
    private readonly Lock signing = new();

    /// <summary>Where it counts. Default: for nobody.</summary>
    internal DiscoveryMetrics DiscoveryMetrics { get; init; } = DiscoveryMetrics.Unread;

    /// <summary>The answer to a datagram; null: it deserves none, which is counted.</summary>
    internal byte[]? Answer(ReadOnlySpan<byte> datagram, IPAddress from)
    {
        if (!isTrusted(from))
            return Drop(DiscoveryDrop.Untrusted);
        if (!DiscoveryQuery.TryRead(datagram, out var query))
            return Drop(DiscoveryDrop.Malformed);
        if (budget.Spend(from) is { } reason)
            return Drop(reason);
        if (query.Feature.Length > 0 && !serves(query.Feature))
            return Drop(DiscoveryDrop.OtherFeature);
        DiscoveryMetrics.Answered.Add(1);
        return Said(query, from).ToBytes(Sign);
    }

    private DiscoveryAnswer Said(DiscoveryQuery query, IPAddress from) => new()
    {
        Nonce = query.Nonce,
        PublicKey = key.PublicPoint,
        ManagementPort = IPAddress.IsLoopback(from) ? card.LocalManagementPort : card.ManagementPort,
        SeatsPorts = card.SeatsPorts,
        Name = card.Name,
        Version = card.Version,
    };

    /// <summary>One at a time: two sockets share the key.</summary>
    private byte[] Sign(byte[] bytes)
    {
        lock (signing)
            return key.Sign(bytes);
    }

    private byte[]? Drop(string reason)
    {
        DiscoveryMetrics.Drop(reason);
        return null;
    }
}
