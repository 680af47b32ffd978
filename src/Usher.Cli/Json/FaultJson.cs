using System.Text.Json.Serialization;

namespace Usher.Cli.Output;

/// <summary>A fault under --json.</summary>
internal sealed record FaultJson(string Code, string Message, string Hint)
{
    /// <summary>Everything that is wrong, this one included, when it is more than one thing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FaultJson>? Faults { get; init; }

    /// <summary>Of a fault.</summary>
    public static FaultJson From(Fault fault) => new(fault.Code, fault.Message, fault.Hint);

    /// <summary>Of all faults, at least one.</summary>
    public static FaultJson From(IReadOnlyList<Fault> faults) => From(faults[0]) with
    {
        Faults = faults.Count == 1 ? null : [.. faults.Select(From)],
    };
}
