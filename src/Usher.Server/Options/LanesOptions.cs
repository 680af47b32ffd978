namespace Usher.Server.Options;

/// <summary>How decisions are spread over threads. Section "Lanes".</summary>
public sealed record LanesOptions
{
    /// <summary>Most lanes that are chosen by themselves.</summary>
    public const int AutomaticMax = 8;

    /// <summary>Lanes; every pool belongs to one. 0 to 64; 0 is one per processor, up to 8. Default 0.</summary>
    public int Count { get; init; }

    internal int Chosen => Count > 0 ? Count : Math.Clamp(Environment.ProcessorCount, 1, AutomaticMax);
}
