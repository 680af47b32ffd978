using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>What is told to somebody once the batch is durable: an answer, a refusal, or an event that is news.</summary>
internal readonly record struct LaneOutcome(
    IPeer? Peer, LaneRequest Request, Reply? Reply, Refusal? Refusal, PoolEvent? News, Presence? Presence, bool InGrace)
{
    public static LaneOutcome Of(IPeer? peer, in LaneRequest request, Reply reply, Presence? presence) =>
        new(peer, request, reply, null, null, presence, false);

    public static LaneOutcome Of(IPeer? peer, in LaneRequest request, Refusal refusal) =>
        new(peer, request, null, refusal, null, null, false);

    public static LaneOutcome OfNews(in LaneRequest request, PoolEvent news, Presence? presence, bool inGrace) =>
        new(null, request, null, null, news, presence, inGrace);
}
