namespace Usher.Simulation.Networks;

/// <summary>Bytes on their way, whole frames; none: the end of the sender's bytes (FIN).</summary>
internal readonly record struct Packet(ReadOnlyMemory<byte>? Bytes)
{
    public static Packet Fin => default;

    public bool IsFin => Bytes is null;
}
