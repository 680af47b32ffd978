namespace Usher.Server.Options;

/// <summary>Where options come from; later ones win: defaults, <c>usher.json</c>, environment, flags.</summary>
public sealed record OptionSources
{
    /// <summary>The data folder; <c>usher.json</c> in it is read if it is there.</summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// Environment variables. <c>USHER_SECTION__KEY</c> sets <c>Section:Key</c>, in either case; every other variable is
    /// left alone. A list is written with commas.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What the command line says.</summary>
    public IReadOnlyList<OptionFlag> Flags { get; init; } = [];
}
