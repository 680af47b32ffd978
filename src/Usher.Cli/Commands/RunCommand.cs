using System.CommandLine;
using Usher.Cli.Children;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Client;

namespace Usher.Cli.Commands;

/// <summary>'usher run': a command under a seat.</summary>
internal static class RunCommand
{
    /// <summary>Starts a child with these extra variables.</summary>
    internal delegate IChildProcess Starter(IEnumerable<(string Name, string Value)> variables);

    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var command = new VerbCommand("run", "Take a seat, run a command under it, and give the seat back however the command ends.");
        var seats = new SeatOptionSet(command);
        var onLost = new Option<OnLost>("--on-lost")
        {
            HelpName = "warn|terminate",
            Description = "if the seat is lost (revoked, or no server for too long): only say so, or end the command with SIGTERM (default: warn)",
        };
        var words = new Argument<string[]>(HelpPage.RunWords) { Description = "the command and its arguments", Arity = ArgumentArity.OneOrMore };
        command.Add(onLost);
        command.Add(words);
        var servers = new ServerOptionSet(command);
        return command
            .Note(
                "The command has the terminal, standard input, output and error, and USHER_LEASE and USHER_FEATURE in its environment.",
                "Its exit code is this command's: 128+n if signal n ended it, 127 if there is no such command, 126 if it cannot be",
                "executed; 1 and 3 also mean that there was no seat or no server, and then the command was not started.")
            .Example("usher run cad -- ./cad --file bridge.dwg", "run a program under a seat of 'cad'")
            .Example("usher run cad --wait 10m -- make render", "queue for up to 10 minutes first")
            .Example("usher run cad -- bash", "an interactive shell that holds a seat until it ends")
            .Does(async parsed =>
            {
                var line = parsed.GetRequiredValue(words);
                ChildCommand.Find(line[0], surroundings);
                await using var server = await ServerDoor.OpenAsync(servers.Of(parsed) with { Program = line[0] }, surroundings);
                return await RunAsync(
                    server, seats.Feature(parsed), seats.Of(parsed, surroundings), parsed.GetValue(onLost),
                    variables => ChildProcess.Start(line, variables, surroundings), surroundings);
            });
    }

    /// <summary>Takes the seat, runs the command, gives the seat back; the command's exit code.</summary>
    internal static async Task<int> RunAsync(
        ISeatServer server, string feature, CheckoutOptions options, OnLost onLost, Starter start, Surroundings surroundings)
    {
        await using var seat = await server.CheckoutAsync(feature, options, surroundings.Interrupted);
        SeatNotes.Write(seat, surroundings);
        var child = start([("USHER_LEASE", seat.Id.ToString()), ("USHER_FEATURE", seat.Feature)]);
        using var disposable = child as IDisposable;
        await using var watch = seat.Lost.Register(() => Lose(seat, child, onLost, surroundings));
        return await child.Ended;
    }

    private static void Lose(ISeat seat, IChildProcess child, OnLost onLost, Surroundings surroundings)
    {
        Failures.Print(Failures.Of(seat.LostReason!), surroundings.Error);
        if (onLost == OnLost.Terminate)
            child.Terminate();
        else
            surroundings.Error.WriteLine("usher: the command runs on without a seat; --on-lost terminate would end it");
    }
}
