using Xunit.Sdk;

namespace Usher.Core.Tests;

/// <summary>One row of docs/decisions.md.</summary>
public sealed record DecisionCase(string Name, string Given, string When, string Then) : IXunitSerializable
{
    public DecisionCase()
        : this("", "", "", "")
    {
    }

    public string Name { get; private set; } = Name;

    public string Given { get; private set; } = Given;

    public string When { get; private set; } = When;

    public string Then { get; private set; } = Then;

    /// <summary>All rows whose first cell is a case: four cells, not a heading.</summary>
    public static IEnumerable<DecisionCase> ReadAll()
    {
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "decisions.md")))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells is ["", var name, var given, var when, var then, ""] && when.StartsWith('`'))
                yield return new DecisionCase(name, Unquote(given), Unquote(when), Unquote(then));
        }
    }

    public void Deserialize(IXunitSerializationInfo info)
    {
        Name = info.GetValue<string>(nameof(Name)) ?? "";
        Given = info.GetValue<string>(nameof(Given)) ?? "";
        When = info.GetValue<string>(nameof(When)) ?? "";
        Then = info.GetValue<string>(nameof(Then)) ?? "";
    }

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(Name), Name);
        info.AddValue(nameof(Given), Given);
        info.AddValue(nameof(When), When);
        info.AddValue(nameof(Then), Then);
    }

    public override string ToString() => Name;

    private static string Unquote(string cell) => cell.Trim('`');
}
