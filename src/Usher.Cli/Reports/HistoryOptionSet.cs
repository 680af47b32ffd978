using System.CommandLine;
using Usher.Cli.Admin;
using Usher.Cli.CommandLine;
using Usher.Server.Options;

namespace Usher.Cli.Reports;

/// <summary>Options of every command that reads the history.</summary>
internal sealed class HistoryOptionSet
{
    /// <summary>How far back when nobody says.</summary>
    public static readonly TimeSpan SinceDefault = TimeSpan.FromDays(7);

    private readonly Option<TimeSpan?> _since = Options.Span("--since", "how far back (default: 7d)", TimeSpan.FromMinutes(1), DurationText.Max);
    private readonly Option<bool> _json = Options.Json();
    private readonly Option<bool> _csv = Options.Switch("--csv", "print comma-separated values for a spreadsheet");
    private readonly AdminOptionSet _where;

    /// <summary>Adds them to a command.</summary>
    public HistoryOptionSet(Command command)
    {
        foreach (var option in (Option[])[_since, _json, _csv])
            command.Add(option);
        _where = new(command);
    }

    /// <summary>Opens the history that the line names.</summary>
    public Task<HistoryDoor> OpenAsync(ParseResult parsed, Surroundings surroundings) =>
        _where.OpenHistoryAsync(parsed, surroundings);

    /// <summary>How far back.</summary>
    public TimeSpan Since(ParseResult parsed) => parsed.GetValue(_since) ?? SinceDefault;

    /// <summary>How to print.</summary>
    /// <exception cref="FaultException">In two ways at once.</exception>
    public PrintForm Form(ParseResult parsed) => (parsed.GetValue(_json), parsed.GetValue(_csv)) switch
    {
        (true, true) => throw FaultException.Usage(CliCodes.BadValue, "--json and --csv do not go together", "choose one"),
        (true, _) => PrintForm.Json,
        (_, true) => PrintForm.Csv,
        _ => PrintForm.People,
    };
}
