using System.CommandLine;
using System.CommandLine.Parsing;
using Usher.Server.Options;

namespace Usher.Cli.CommandLine;

/// <summary>Options that several commands have, with the same name, meaning and form.</summary>
internal static class Options
{
    private const string JsonName = "--json";

    /// <summary>Facts as one JSON object.</summary>
    public static Option<bool> Json() => new(JsonName) { Description = "print one JSON object; docs/cli-json.md has the shapes" };

    /// <summary>Whether a line asks for JSON.</summary>
    public static bool WantsJson(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.OfType<Option<bool>>().FirstOrDefault(one => one.Name == JsonName) is { } json
        && parsed.GetValue(json);

    /// <summary>A text.</summary>
    public static Option<string?> Text(string name, string value, string description, params string[] aliases) =>
        new(name, aliases) { HelpName = value, Description = description };

    /// <summary>A text that may be given several times.</summary>
    public static Option<string[]> Texts(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description, AllowMultipleArgumentsPerToken = false, Arity = ArgumentArity.OneOrMore };

    /// <summary>A switch.</summary>
    public static Option<bool> Switch(string name, string description) => new(name) { Description = description };

    /// <summary>A span of time within a range, both ends included.</summary>
    public static Option<TimeSpan?> Span(string name, string description, TimeSpan min, TimeSpan max) =>
        Span(name, description, result => ParseSpan(result, name, min, max));

    /// <summary>A span of whole seconds within a range, both ends included: on the wire it has no others.</summary>
    public static Option<TimeSpan?> WholeSeconds(string name, string description, TimeSpan min, TimeSpan max) =>
        Span(name, description, result => ParseWholeSeconds(result, name, min, max));

    /// <summary>A whole number within a range, both ends included.</summary>
    public static Option<int?> Number(string name, string value, string description, int min, int max) => new(name)
    {
        HelpName = value,
        Description = description,
        CustomParser = result => ParseNumber(result, name, min, max),
    };

    private static Option<TimeSpan?> Span(string name, string description, Func<ArgumentResult, TimeSpan?> parse) => new(name)
    {
        HelpName = "TIME",
        Description = description,
        CustomParser = parse,
    };

    private static TimeSpan? ParseSpan(ArgumentResult result, string name, TimeSpan min, TimeSpan max)
    {
        var text = result.Tokens[0].Value;
        if (!DurationText.TryParse(text, out var span))
            result.AddError($"{name} '{text}' is not a time: write {DurationText.Forms}");
        else if (span < min || span > max)
            result.AddError($"{name} '{text}' is out of range: {DurationText.Show(min)} to {DurationText.Show(max)}");
        return span;
    }

    private static TimeSpan? ParseWholeSeconds(ArgumentResult result, string name, TimeSpan min, TimeSpan max)
    {
        var span = ParseSpan(result, name, min, max);
        if (span is { } read && read.Ticks % TimeSpan.TicksPerSecond != 0 && !result.Errors.Any())
            result.AddError($"{name} '{result.Tokens[0].Value}' is not in whole seconds: write whole seconds, as in 1s or 90s");
        return span;
    }

    private static int? ParseNumber(ArgumentResult result, string name, int min, int max)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
            return number;
        result.AddError($"{name} '{text}' is not a number from {min} to {max}");
        return null;
    }
}
