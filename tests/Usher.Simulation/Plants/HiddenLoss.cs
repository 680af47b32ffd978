using Usher.Protocol;
using Usher.Simulation.Networks;

namespace Usher.Simulation.Plants;

/// <summary>Nobody is told that a lease is gone, neither at once nor with a heartbeat.</summary>
internal sealed class HiddenLoss : Plant
{
    public override string Name => "gone-is-not-told";

    public override string What => "nobody is told that a lease is gone, neither at once nor with a heartbeat";

    public override ulong FoundWithin => 1_000;

    public override IFrameRewriter NewRewriter(Func<TimeSpan> now) => new Hiding();

    private sealed class Hiding : IFrameRewriter
    {
        public ReadOnlyMemory<byte> Up(ReadOnlyMemory<byte> frames) => frames.ToArray();

        public ReadOnlyMemory<byte> Down(ReadOnlyMemory<byte> frames) =>
            Frames.Write(Frames.FromServer(frames).Where(message => message.LeaseLost is null).Select(Hide));

        private static ServerMessage Hide(ServerMessage message)
        {
            message.Alive?.Gone.Clear();
            return message;
        }
    }
}
