namespace Usher.Simulation.Networks;

/// <summary>Changes messages as they pass the server's door: how some planted bugs get in.</summary>
internal interface IFrameRewriter
{
    /// <summary>Whole frames from the client; returns what the server reads instead.</summary>
    ReadOnlyMemory<byte> Up(ReadOnlyMemory<byte> frames);

    /// <summary>Whole frames from the server; returns what the client reads instead.</summary>
    ReadOnlyMemory<byte> Down(ReadOnlyMemory<byte> frames);
}
