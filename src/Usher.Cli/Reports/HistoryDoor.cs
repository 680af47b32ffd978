using Usher.Cli.CommandLine;
using Usher.Cli.Servers;
using Usher.Core;
using Usher.Journal.History;

namespace Usher.Cli.Reports;

/// <summary>The history of a server's data folder on this machine.</summary>
internal sealed class HistoryDoor
{
    private HistoryDoor(HistoryReader reader, HistoryState state, DateTimeOffset now) => (Reader, State, Now) = (reader, state, now);

    /// <summary>Asks it.</summary>
    public HistoryReader Reader { get; }

    /// <summary>What it covers.</summary>
    public HistoryState State { get; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Opens it.</summary>
    /// <exception cref="Journal.JournalException">There is none, or it cannot be read.</exception>
    public static async Task<HistoryDoor> OpenAsync(string? dataOption, Surroundings surroundings)
    {
        var reader = new HistoryReader(Path.Combine(UserFolders.Data(dataOption, surroundings), HistorySettings.FileName));
        return new(reader, await reader.StateAsync(surroundings.Interrupted), surroundings.Now);
    }

    /// <summary>The one feature of that name, with or without its vendor.</summary>
    /// <exception cref="FaultException">There is none, or several vendors have it.</exception>
    public PoolId Find(string name)
    {
        var found = State.Pools.Where(pool => pool.Feature == name || $"{pool}" == name).ToList();
        return found switch
        {
            [var one] => one,
            [] => throw Unknown(name),
            _ => throw FaultException.Usage(
                CliCodes.BadValue, $"{found.Count} vendors have a feature '{name}': {string.Join(", ", found)}", $"name the vendor too, as in '{found[0]}'"),
        };
    }

    /// <summary>A filter of the last while, of one feature or all.</summary>
    public HistoryFilter Since(TimeSpan since, string? feature)
    {
        var pool = feature is null ? null : Find(feature);
        return new(Now - since, Now.AddTicks(1)) { Vendor = pool?.Vendor, Feature = pool?.Feature };
    }

    private FaultException Unknown(string name)
    {
        var nearest = Spelling.Nearest(name, State.Pools.SelectMany(pool => (string[])[pool.Feature, $"{pool}"]));
        return FaultException.Usage(
            CliCodes.BadValue,
            $"the history knows no feature '{name}'",
            nearest is not null ? $"did you mean '{nearest}'?"
                : State.Pools.Count > 0 ? $"it knows {string.Join(", ", State.Pools.Take(10))}{(State.Pools.Count > 10 ? ", …" : "")}"
                : "nothing was ever licensed or asked for on this data folder");
    }
}
