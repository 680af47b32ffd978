using System.Globalization;

namespace Usher.Simulation.Runs;

/// <summary>What became of one seed.</summary>
/// <param name="Seed">Which.</param>
/// <param name="Steps">Things that happened in it.</param>
/// <param name="Hash">Of everything that happened.</param>
/// <param name="Violation">The rule that was broken; null: none.</param>
internal sealed record SeedResult(ulong Seed, long Steps, ulong Hash, string? Violation)
{
    private const string Mark = "seed ";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Mark}{Seed} {Steps} steps {Hash:x16} {(Violation is null ? "ok" : $"VIOLATION {Violation}")}");

    /// <summary>Reads a line of the output back; null when it is another line.</summary>
    public static SeedResult? Read(string line)
    {
        var words = line.Split(' ', 6);
        if (words.Length < 5 || !line.StartsWith(Mark, StringComparison.Ordinal))
            return null;
        return new SeedResult(
            ulong.Parse(words[1], CultureInfo.InvariantCulture),
            long.Parse(words[2], CultureInfo.InvariantCulture),
            ulong.Parse(words[4], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            words[5] == "ok" ? null : words[5]["VIOLATION ".Length..]);
    }
}
