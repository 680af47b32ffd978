using Usher.Cli.Admin;
using Usher.Cli.CommandLine;
using Usher.Cli.Servers;
using Usher.Cli.Terminal;
using Usher.Cli.Top;
using Usher.Client;

namespace Usher.Cli.Commands;

/// <summary>'usher top': how full a server is and who sits where, live.</summary>
internal static class TopCommand
{
    private const int PlainWidth = 400;
    private const int PlainHeight = 2000;
    private static readonly TimeSpan _everyDefault = TimeSpan.FromSeconds(2);

    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var every = Options.Span("--every", "time between two looks (default: 2s)", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        var command = new VerbCommand("top", "Show how full a server is and who sits where, live and full screen.") { every };
        var servers = new WatchOptionSet(command);
        return command
            .Note(
                "Keys: q or Esc quits, s sorts features (use, queue, name), h sorts holders (longest, seats, user, feature), r reverses,",
                "arrows, Page Up and Page Down scroll. Through a pipe it prints one page and ends.")
            .Example("usher top", "the server on this machine")
            .Example("usher top --server license1 --every 10s", "another one, less often")
            .Example("usher top --admin license1", "a server elsewhere over its administration, as of 'usher login license1'")
            .Does(async parsed =>
            {
                await using var server = await servers.OpenAsync(parsed, surroundings);
                if (surroundings.OpenScreen is not { } open)
                    return await PrintAsync(server, surroundings);
                using var screen = open();
                return await RunAsync(server, screen, parsed.GetValue(every) ?? _everyDefault, surroundings);
            });
    }

    /// <summary>Prints one page.</summary>
    internal static async Task<int> PrintAsync(ISeatWatch server, Surroundings surroundings)
    {
        var seen = await LookAsync(server, surroundings);
        var lines = TopPage.Lines(seen, trouble: null, TopView.Default, PlainWidth, PlainHeight);
        foreach (var line in lines.SkipLast(1).Reverse().SkipWhile(line => line.Length == 0).Reverse())
            surroundings.Output.WriteLine(line);
        return ExitCode.Done;
    }

    /// <summary>Looks, shows, and does what keys say, until one says to leave.</summary>
    internal static async Task<int> RunAsync(ISeatWatch server, IScreen screen, TimeSpan every, Surroundings surroundings)
    {
        TopView? view = TopView.Default;
        TopSight? seen = null;
        while (view is not null && !surroundings.Interrupted.IsCancellationRequested)
        {
            string? trouble = null;
            try
            {
                seen = await LookAsync(server, surroundings);
            }
            catch (UsherException error)
            {
                // The client finds its way back by itself; until then the last answer stays on the screen.
                trouble = $"{error.Problem.Code}: {error.Problem.Message}";
            }
            catch (FaultException error) when (seen is not null)
            {
                trouble = $"{error.Fault.Code}: {error.Fault.Message}";
            }
            catch (OperationCanceledException) when (surroundings.Interrupted.IsCancellationRequested)
            {
                break;
            }

            view = await WatchKeysAsync(screen, seen, trouble, view, every, surroundings);
        }

        return ExitCode.Done;
    }

    /// <summary>Shows what was seen until it is time to look again.</summary>
    private static async Task<TopView?> WatchKeysAsync(
        IScreen screen, TopSight? seen, string? trouble, TopView view, TimeSpan every, Surroundings surroundings)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(surroundings.Interrupted);
        var waiting = Task.Delay(every, surroundings.Time, ending.Token);
        for (var shown = (TopView?)view; shown is not null;)
        {
            screen.Show(TopPage.Lines(seen, trouble, shown, screen.Width, screen.Height));
            view = shown;
            var pressed = screen.Keys.WaitToReadAsync(ending.Token).AsTask();
            if (await Task.WhenAny(waiting, pressed) == waiting)
            {
                await ending.CancelAsync();
                return view;
            }

            // Nobody is there any more, or Ctrl-C: the caller sees which.
            if (!pressed.IsCompletedSuccessfully || !pressed.Result)
                shown = null;
            while (shown is not null && screen.Keys.TryRead(out var key))
                shown = shown.After(key);
        }

        await ending.CancelAsync();
        return null;
    }

    private static async Task<TopSight> LookAsync(ISeatWatch server, Surroundings surroundings)
    {
        var status = await server.StatusAsync([], surroundings.Interrupted);
        var holders = await server.WhoAsync(null, surroundings.Interrupted);
        return new($"{server.Peer?.Address}", status, holders);
    }
}
