using System.CommandLine;
using Usher.Cli.CommandLine;
using Usher.Client;

namespace Usher.Cli.Commands;

/// <summary>What 'checkout' and 'run' ask for.</summary>
internal sealed class SeatOptionSet
{
    private readonly Argument<string> _feature = new("FEATURE") { Description = "the feature, or VENDOR/FEATURE where two vendors use one name" };
    private readonly Option<int?> _seats = Options.Number("--seats", "N", "how many seats, all or none (default: 1)", 1, CheckoutOptions.SeatsMax);
    private readonly Option<string?> _version = Options.Text("--version", "V", "the lowest version that will do, as in 2.0 (default: any)");
    private readonly Option<TimeSpan?> _wait = Options.WholeSeconds("--wait", "queue for a seat for so long (default: do not queue)", TimeSpan.Zero, CheckoutOptions.WaitMax);
    private readonly Option<int?> _priority = new("--priority")
    {
        HelpName = "N", Description = $"place in the queue, {CheckoutOptions.PriorityMin} to {CheckoutOptions.PriorityMax}; higher goes first (default: 0)",
    };

    /// <summary>Adds them to a command.</summary>
    public SeatOptionSet(Command command)
    {
        command.Add(_feature);
        foreach (var option in (Option[])[_seats, _version, _wait, _priority])
            command.Add(option);
        _priority.Validators.Add(result =>
        {
            if (result.GetValue(_priority) is < CheckoutOptions.PriorityMin or > CheckoutOptions.PriorityMax)
                result.AddError($"--priority is out of range: {CheckoutOptions.PriorityMin} to {CheckoutOptions.PriorityMax}");
        });
    }

    /// <summary>Which feature.</summary>
    public string Feature(ParseResult parsed) => parsed.GetRequiredValue(_feature);

    /// <summary>How; tells the place in the queue on standard error.</summary>
    public CheckoutOptions Of(ParseResult parsed, Surroundings surroundings) => new()
    {
        Seats = parsed.GetValue(_seats) ?? 1,
        Version = parsed.GetValue(_version) ?? "",
        Wait = parsed.GetValue(_wait) ?? TimeSpan.Zero,
        Priority = parsed.GetValue(_priority) ?? 0,
        OnQueued = place => surroundings.Error.WriteLine(Queued(place)),
    };

    private static string Queued(QueuePlace place) => place.Position == 1
        ? $"usher: waiting for a seat of '{place.Feature}': you are next (until {place.Until:HH:mm:ss}Z)"
        : $"usher: waiting for a seat of '{place.Feature}': place {place.Position} in the queue (until {place.Until:HH:mm:ss}Z)";
}
