using Usher.Cli.Admin;
using Usher.Cli.CommandLine;
using Usher.Cli.Servers;
using Usher.Core;
using Usher.Journal.History;

namespace Usher.Cli.Reports;

/// <summary>The history that a command line names.</summary>
internal sealed class HistoryDoor : IDisposable
{
    private HistoryDoor(IHistorySource source, HistoryState state, DateTimeOffset now) => (Source, State, Now) = (source, state, now);

    /// <summary>Asks it.</summary>
    public IHistorySource Source { get; }

    /// <summary>What it covers.</summary>
    public HistoryState State { get; }

    /// <summary>When it was opened, by the clock of the machine that has it.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Opens that of a server elsewhere, or else of a data folder on this machine.</summary>
    /// <exception cref="Journal.JournalException">There is none in the folder, or it cannot be read.</exception>
    /// <exception cref="FaultException">The server elsewhere cannot be asked.</exception>
    public static async Task<HistoryDoor> OpenAsync(RemoteChoice? remote, string? dataOption, Surroundings surroundings)
    {
        IHistorySource source = remote is null
            ? new FolderHistory(UserFolders.Data(dataOption, surroundings), surroundings.Time)
            : new ManagedHistory(remote.Open(surroundings));
        try
        {
            var state = await source.StateAsync(surroundings.Interrupted);
            return new(source, state, await source.NowAsync(surroundings.Interrupted));
        }
        catch
        {
            source.Dispose();
            throw;
        }
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

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();

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
