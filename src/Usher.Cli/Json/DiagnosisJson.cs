using System.Text.Json.Serialization;
using Usher.Cli.Diagnosis;

namespace Usher.Cli.Output;

/// <summary>What 'diagnose --json' prints.</summary>
internal sealed record DiagnosisJson(bool Ok, IReadOnlyList<DiagnosedServerJson> Servers);

/// <summary>One server of it.</summary>
internal sealed record DiagnosedServerJson(string Server, IReadOnlyList<StepJson> Steps);

/// <summary>One step of it.</summary>
internal sealed record StepJson(string Step, string Outcome, string Detail)
{
    /// <summary>The error's code, when it failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    /// <summary>The cure, when it failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Hint { get; init; }

    /// <summary>Of a finding.</summary>
    public static StepJson From(Finding finding) => new(finding.Step, finding.Outcome, finding.Detail)
    {
        Code = finding.Fault?.Code,
        Hint = finding.Fault?.Hint,
    };
}
