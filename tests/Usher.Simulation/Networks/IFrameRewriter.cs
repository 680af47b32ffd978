namespace Usher.Simulation.Networks;

/// <summary>Changes messages as they leave and reach the client: how some planted bugs get in.</summary>
internal interface IFrameRewriter
{
    /// <summary>Whole frames from the client; returns what is sent instead.</summary>
    ReadOnlyMemory<byte> Up(ReadOnlyMemory<byte> frames);

    /// <summary>Whole frames from the server, as they arrive; returns what the client reads instead.</summary>
    ReadOnlyMemory<byte> Down(ReadOnlyMemory<byte> frames);
}
