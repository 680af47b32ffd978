using Usher.Protocol;
using Usher.Simulation.Networks;

namespace Usher.Simulation.Plants;

/// <summary>Who came last is served first.</summary>
internal sealed class LifoQueue : Plant
{
    public override string Name => "lifo-queue";

    public override string What => "who came last is served first";

    public override ulong FoundWithin => 1_000;

    private const int PriorityMin = -100;

    public override IFrameRewriter NewRewriter(Func<TimeSpan> now) => new Rising(now);

    private sealed class Rising(Func<TimeSpan> now) : IFrameRewriter
    {
        public ReadOnlyMemory<byte> Up(ReadOnlyMemory<byte> frames) => Frames.Write(Frames.FromClient(frames).Select(Raise));

        public ReadOnlyMemory<byte> Down(ReadOnlyMemory<byte> frames) => frames;

        /// <summary>The later, the higher; there are 200 steps.</summary>
        private ClientMessage Raise(ClientMessage message)
        {
            if (message.Checkout is { } asked)
                asked.Priority = PriorityMin + Math.Min(200, (int)now().TotalSeconds);
            return message;
        }
    }
}
