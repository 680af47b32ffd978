using System.Text.Json.Serialization;

namespace Usher.Cli.Output;

/// <summary>What 'config --json' prints.</summary>
internal sealed record ConfigJson(IReadOnlyList<SettingJson> Settings);

/// <summary>One setting.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">What is in force; null: none.</param>
/// <param name="Source">Where it comes from.</param>
internal sealed record SettingJson(string Key, string? Value, string Source)
{
    /// <summary>What it may be; only of a server's settings.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Range { get; init; }
}
