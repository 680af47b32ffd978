using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Client;

namespace Usher.Cli.Commands;

/// <summary>'usher checkout': takes seats and holds them, or leaves them to live by their time.</summary>
internal static class CheckoutCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var command = new VerbCommand("checkout", "Take a seat of a feature, and hold it until Ctrl-C. With --detach, take it and end at once.");
        var seats = new SeatOptionSet(command);
        var detach = Options.Switch("--detach", "end at once; the lease lives on until its time is over or 'usher checkin' ends it");
        var ttl = Options.WholeSeconds("--ttl", "life of a detached lease (default: the server's, 15m)", TimeSpan.FromSeconds(5), TimeSpan.FromDays(30));
        var json = Options.Json();
        command.Add(detach);
        command.Add(ttl);
        command.Add(json);
        var servers = new ServerOptionSet(command);
        return command
            .Example("usher checkout cad", "hold a seat of 'cad' until Ctrl-C")
            .Example("usher checkout cad --seats 2 --version 3.1 --wait 10m", "two seats that cover version 3.1; queue for up to 10 minutes")
            .Example("LEASE=$(usher checkout cad --detach --ttl 2h)", "a seat for two hours, for a script; give it back with: usher checkin $LEASE")
            .Does(async parsed =>
            {
                if (parsed.GetValue(ttl) is not null && !parsed.GetValue(detach))
                    throw FaultException.Usage(CliCodes.BadValue, "--ttl needs --detach", "a seat that is held lives as long as the command runs");
                var options = seats.Of(parsed, surroundings) with { Detached = parsed.GetValue(detach), Ttl = parsed.GetValue(ttl) ?? TimeSpan.Zero };
                await using var server = await ServerDoor.OpenAsync(servers.Of(parsed), surroundings);
                return await RunAsync(server, seats.Feature(parsed), options, parsed.GetValue(json), surroundings);
            });
    }

    /// <summary>Takes the seats; holds them until Ctrl-C or until they are lost, unless they are detached.</summary>
    internal static async Task<int> RunAsync(
        ISeatServer server, string feature, CheckoutOptions options, bool json, Surroundings surroundings)
    {
        await using var seat = await server.CheckoutAsync(feature, options, surroundings.Interrupted);
        Print(seat, options.Detached, json, surroundings);
        if (options.Detached)
            return ExitCode.Done;
        return await HoldAsync(seat, surroundings);
    }

    private static async Task<int> HoldAsync(ISeat seat, Surroundings surroundings)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(surroundings.Interrupted, seat.Lost);
        await Task.Delay(Timeout.InfiniteTimeSpan, surroundings.Time, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!seat.Lost.IsCancellationRequested)
            return ExitCode.Done;
        Failures.Print(Failures.Of(seat.LostReason!), surroundings.Error);
        return ExitCode.Refused;
    }

    private static void Print(ISeat seat, bool isDetached, bool json, Surroundings surroundings)
    {
        if (json)
        {
            JsonOutput.Write(SeatJson.From(seat, isDetached), CliJson.Readable.SeatJson, surroundings);
        }
        else if (isDetached)
        {
            surroundings.Output.WriteLine(seat.Id);
            surroundings.Error.WriteLine(
                $"usher: {SeatText.Seats(seat.Seats)} of '{seat.Feature}' until {seat.ExpiresAt:yyyy-MM-dd HH:mm:ss}Z; give it back with 'usher checkin {seat.Id}'");
        }
        else
        {
            surroundings.Output.WriteLine($"holding {SeatText.Seats(seat.Seats)} of '{seat.Feature}', lease {seat.Id}; press Ctrl-C to give back");
        }

        SeatNotes.Write(seat, surroundings);
    }
}
