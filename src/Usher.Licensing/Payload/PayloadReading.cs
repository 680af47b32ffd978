namespace Usher.Licensing;

/// <summary>What reading a payload came to: a license, or faults; and the JSON paths of unknown fields.</summary>
internal sealed record PayloadReading(License? License, IReadOnlyList<LicenseFault> Faults, IReadOnlyList<string> UnknownPaths);
