using System.Text.RegularExpressions;

namespace Usher.Tidy.Rules;

/// <summary>What the code promises in the documents, and what must be unique across projects.</summary>
internal static partial class ContractRules
{
    /// <summary>An event id means one thing to whoever filters logs by it.</summary>
    public static IEnumerable<string> EventIds(IEnumerable<SourceFile> files)
    {
        var events = files.Where(file => file.IsCSharp && file.Ships).SelectMany(LogMessages).ToList();
        return events.Where(message => message.Id is null).Select(message => $"{message.Where}: [LoggerMessage] without a literal event id")
            .Concat(Repeated(events.Where(message => message.Id is not null), message => message.Id!)
                .Select(same => $"event id {same.Key} is used by {string.Join(" and ", same.Select(message => message.Where))}"));
    }

    /// <summary>Every code has one constant in the source and one row in the table of errors.</summary>
    public static IEnumerable<string> ErrorCodes(IEnumerable<SourceFile> files, SourceFile table)
    {
        var constants = files.Where(file => file.IsCSharp && file.Ships)
            .SelectMany(file => CodeConstant().Matches(file.Text).Select(match => (Code: match.Groups[1].Value, Where: file.At(match.Index))))
            .ToList();
        var rows = CodeRow().Matches(table.Text).Select(match => (Code: match.Groups[1].Value, Where: table.At(match.Index))).ToList();

        return Repeated(constants, constant => constant.Code).Concat(Repeated(rows, row => row.Code))
            .Select(same => $"{same.Key} is defined more than once: {string.Join(" and ", same.Select(one => one.Where))}")
            .Concat(constants.ExceptBy(rows.Select(row => row.Code), constant => constant.Code)
                .Select(constant => $"{constant.Where}: {constant.Code} has no row in {table.Path}"))
            .Concat(rows.ExceptBy(constants.Select(constant => constant.Code), row => row.Code)
                .Select(row => $"{row.Where}: {row.Code} is no constant in the source"));
    }

    /// <summary>Every setting of the server is in the page that describes them.</summary>
    public static IEnumerable<string> Options(IEnumerable<SourceFile> files, SourceFile page) =>
        from file in files
        where file.Path.StartsWith("src/Usher.Server/", StringComparison.Ordinal) && OptionsFile().IsMatch(file.Name)
        from property in OptionProperty().Matches(file.Code)
        let name = property.Groups["name"].Value
        where !Regex.IsMatch(page.Text, $@"\b{name}\b", RegexOptions.IgnoreCase)
        select $"{file.At(property.Groups["name"].Index)}: option '{name}' is not in {page.Path}";

    private static IEnumerable<(string? Id, string Where)> LogMessages(SourceFile file) =>
        from match in LogMessage().Matches(file.Text)
        where file.Code[match.Index] == '['
        let id = EventId().Match(match.Groups["arguments"].Value)
        select (id.Success ? id.Groups["id"].Value : null, file.At(match.Index));

    private static IEnumerable<IGrouping<string, T>> Repeated<T>(IEnumerable<T> items, Func<T, string> key) =>
        items.GroupBy(key).Where(same => same.Count() > 1);

    [GeneratedRegex(@"\[LoggerMessage\((?<arguments>[^)]*)")]
    private static partial Regex LogMessage();

    [GeneratedRegex(@"^\s*(?<id>\d+)|EventId\s*=\s*(?<id>\d+)")]
    private static partial Regex EventId();

    [GeneratedRegex("const\\s+string\\s+\\w+\\s*=\\s*\"(USH\\d{4})\"")]
    private static partial Regex CodeConstant();

    [GeneratedRegex(@"^\|\s*`?(USH\d{4})`?\s*\|", RegexOptions.Multiline)]
    private static partial Regex CodeRow();

    [GeneratedRegex(@"Options\.cs$")]
    private static partial Regex OptionsFile();

    [GeneratedRegex(@"\bpublic\s+(required\s+)?[\w<>\[\]?.,]+(\s*\?)?\s+(?<name>[A-Z]\w*)\s*\{\s*get;\s*(set|init);")]
    private static partial Regex OptionProperty();
}
