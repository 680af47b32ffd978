using Google.Protobuf;
using Usher.Protocol;
using Usher.Simulation.Networks;

namespace Usher.Simulation.Plants;

/// <summary>A grant that is pushed from the queue counts from when it was heard, whatever is asked and answered after it.</summary>
internal sealed class PushCountsInFull : Plant
{
    public override string Name => "push-counts-in-full";

    public override string What => "a grant that is pushed from the queue counts in full from when it was heard";

    public override ulong FoundWithin => 1_000;

    public override IFrameRewriter NewRewriter(Func<TimeSpan> now) => new Credulous();

    private sealed class Credulous : IFrameRewriter
    {
        private readonly Dictionary<ByteString, Granted> pushed = [];
        private readonly Dictionary<ulong, Granted> asked = [];

        public ReadOnlyMemory<byte> Up(ReadOnlyMemory<byte> frames)
        {
            foreach (var message in Frames.FromClient(frames))
            {
                if (message.Checkout is { } checkout && pushed.Remove(checkout.Lease, out var granted))
                    asked[message.Id] = granted;
            }

            return frames.ToArray();
        }

        public ReadOnlyMemory<byte> Down(ReadOnlyMemory<byte> frames) => Frames.Write(Frames.FromServer(frames).Select(Believe));

        private ServerMessage Believe(ServerMessage message)
        {
            if (message is { Id: 0, Granted: { } push })
                pushed[push.Lease] = push;
            return asked.Remove(message.Id, out var granted) ? new ServerMessage { Id = message.Id, Granted = granted } : message;
        }
    }
}
