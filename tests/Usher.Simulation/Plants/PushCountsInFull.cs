using Usher.Protocol;
using Usher.Simulation.Networks;

namespace Usher.Simulation.Plants;

/// <summary>A grant from the queue counts in full from when it is heard of.</summary>
internal sealed class PushCountsInFull : Plant
{
    public override string Name => "push-counts-in-full";

    public override string What => "a grant from the queue counts in full from when it is heard of";

    public override ulong FoundWithin => 1_000;

    public override IFrameRewriter NewRewriter(Func<TimeSpan> now) => new Doubling();

    private sealed class Doubling : IFrameRewriter
    {
        public ReadOnlyMemory<byte> Up(ReadOnlyMemory<byte> frames) => frames.ToArray();

        /// <remarks>The SDK halves it.</remarks>
        public ReadOnlyMemory<byte> Down(ReadOnlyMemory<byte> frames) => Frames.Write(Frames.FromServer(frames).Select(Double));

        private static ServerMessage Double(ServerMessage message)
        {
            if (message is { Id: 0, Granted: { } granted })
                granted.TtlSeconds *= 2;
            return message;
        }
    }
}
