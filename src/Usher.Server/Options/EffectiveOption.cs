namespace Usher.Server.Options;

/// <summary>One option as it is in force.</summary>
/// <param name="Key"><c>Section:Key</c>.</param>
/// <param name="Value">As it would be written; a list with commas.</param>
/// <param name="Origin">"default", "usher.json:LINE", the environment variable, or the flag.</param>
/// <param name="Range">What it may be.</param>
public sealed record EffectiveOption(string Key, string Value, string Origin, string Range);
