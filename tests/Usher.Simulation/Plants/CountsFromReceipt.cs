using Usher.Core;
using Usher.Protocol;
using Usher.Simulation.Networks;

namespace Usher.Simulation.Plants;

/// <summary>The client counts its lease from when it heard, not from when it asked.</summary>
internal sealed class CountsFromReceipt : Plant
{
    public override string Name => "counts-from-receipt";

    public override string What => "the client counts its lease from when it heard, not from when it asked";

    public override ulong FoundWithin => 1_000;

    /// <summary>Short lives, or most seats are given back or confirmed before it shows.</summary>
    public override PoolSettings InsteadOf(PoolSettings settings) =>
        settings with { TtlDefault = settings.TtlMin, TtlMax = 2 * settings.TtlMin };

    public override IFrameRewriter NewRewriter(Func<TimeSpan> now) => new Late(now);

    private sealed class Late(Func<TimeSpan> now) : IFrameRewriter
    {
        private readonly Dictionary<ulong, TimeSpan> sent = [];

        public ReadOnlyMemory<byte> Up(ReadOnlyMemory<byte> frames)
        {
            foreach (var message in Frames.FromClient(frames))
                sent[message.Id] = now();
            return frames.ToArray();
        }

        public ReadOnlyMemory<byte> Down(ReadOnlyMemory<byte> frames) => Frames.Write(Frames.FromServer(frames).Select(Lengthen));

        private ServerMessage Lengthen(ServerMessage message)
        {
            if (!sent.TryGetValue(message.Id, out var asked))
                return message;
            var more = (uint)Math.Round((now() - asked).TotalSeconds);
            if (message.Granted is { } granted)
                granted.TtlSeconds += more;
            if (message.Renewed is { } renewed)
                renewed.TtlSeconds += more;
            if (message.Alive is { TtlSeconds: > 0 } alive)
                alive.TtlSeconds += more;
            return message;
        }
    }
}
