using System.CommandLine;
using Usher.Bench;
using Usher.Bench.Targets;
using Usher.Cli.Benchmarks;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;

namespace Usher.Cli.Commands;

/// <summary>'usher bench': how fast this build is on this machine, each figure beside its limit.</summary>
internal static class BenchCommand
{
    private static readonly TimeSpan DurationMax = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan KeepMax = TimeSpan.FromHours(24);
    private const int RoundsMax = 100;
    private const int SeatsMax = 10_000_000;
    private const int LeasesMax = 4_000_000;

    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var options = new BenchOptionSet();
        var command = new VerbCommand("bench", "Measure durable checkouts, renewals and status questions beside a bare echo in the same run.")
        {
            options.Shapes, options.Duration, options.WarmUp, options.Rounds, options.Seats, options.Only, options.Server, options.Feature, options.Work, options.Leases, options.Beat, options.Keep, options.Soak, options.Budget, options.Echo, options.Tls, options.Http, options.Udp, options.Json,
        };
        return command
            .Note(
                "Starts servers of its own on free loopback ports, with data in --work, and ends them.",
                "Each figure is printed with its ratio to a baseline that ran right after it; ratios",
                "travel between machines, figures do not. With redis-server on the PATH, the same work",
                "is also done in Redis with appendfsync always.")
            .Example("usher bench", "everything; some minutes")
            .Example("usher bench --shape 200x1 --only checkout --rounds 5", "one row, the median of five")
            .Example("usher bench --budget", "every budget that docs/performance.md tells of, and whether it holds here; over half an hour")
            .Example("usher bench --only connectionless --leases 1000000 --beat 2m --keep 10m", "a million leases without a connection")
            .Example("usher bench --json > bench.json", "for a program")
            .Does(async parsed =>
            {
                if (parsed.GetValue(options.Echo))
                {
                    if (parsed.GetValue(options.Udp))
                        await DatagramEcho.RunAsync(surroundings.Output, surroundings.Interrupted);
                    else if (parsed.GetValue(options.Http))
                        await BareApi.RunAsync(surroundings.Output, surroundings.Interrupted);
                    else
                        await EchoServer.RunAsync(parsed.GetValue(options.Tls), surroundings.Output, surroundings.Interrupted);
                    return ExitCode.Done;
                }

                var settings = options.Of(parsed);
                RefuseUnmatched(settings);
                if (!GeneratorProcess.IsThis)
                    return await GeneratorProcess.RunAsync();
                var report = await new BenchRun(settings, what => surroundings.Error.WriteLine($"usher: bench: {what}")).RunAsync();
                Print(report, parsed.GetValue(options.Json), surroundings);
                return ExitCode.Done;
            });
    }

    /// <summary>Prints the rows as JSON or as a table.</summary>
    internal static void Print(BenchReport report, bool json, Surroundings surroundings)
    {
        if (json)
            JsonOutput.Write(report, BenchJson.Default.BenchReport, surroundings);
        else
            BenchPage.Write(report, surroundings);
    }

    private static void RefuseUnmatched(BenchSettings settings)
    {
        if (RowNames.Unmatched(settings) is not [var word, ..])
            return;
        throw FaultException.Usage(
            CliCodes.BadValue,
            $"no row of this run has '{word}' in its name",
            $"the rows are: {string.Join("; ", RowNames.Of(settings))}. --leases adds the connectionless ones, --soak the soak; --budget leaves out what has no budget");
    }

    /// <summary>The options of the command.</summary>
    private sealed class BenchOptionSet
    {
        public Option<string[]> Shapes { get; } = Options.Texts("--shape", "CxF", "connections x requests in flight; may be repeated (default: 200x1 and 50x16)");

        public Option<TimeSpan?> Duration { get; } = Options.Span("--duration", "measured time of each load (default: 5s)", TimeSpan.FromSeconds(1), DurationMax);

        public Option<TimeSpan?> WarmUp { get; } = Options.Span("--warm-up", "unmeasured time before it (default: 10s)", TimeSpan.Zero, DurationMax);

        public Option<int?> Rounds { get; } = Options.Number("--rounds", "N", "repeat each pair, the median ratio counts (default: 1)", 1, RoundsMax);

        public Option<int?> Seats { get; } = Options.Number("--seats", "N", "seats in the pool (default: 1000000)", 1, SeatsMax);

        public Option<string[]> Only { get; } = Options.Texts("--only", "WORD", "only rows whose name contains it; may be repeated");

        public Option<string?> Server { get; } = Options.Text("--server", "HOST:PORT", "a running plaintext server instead of one that is started");

        public Option<string?> Feature { get; } = Options.Text("--feature", "NAME", "the feature to take there (default: bench)");

        public Option<string?> Work { get; } = Options.Text("--work", "FOLDER", "where servers keep their data; on the disk to be measured (default: the temporary folder)");

        public Option<bool> Echo { get; } = Options.Switch("--echo", "only serve the baseline: bytes in, the same bytes out, on a free loopback port");

        public Option<bool> Tls { get; } = Options.Switch("--tls", "with --echo: TLS 1.3, with a key made for the occasion");

        public Option<bool> Udp { get; } = Options.Switch("--udp", "with --echo: datagrams, on one blocking thread");

        public Option<int?> Leases { get; } = Options.Number("--leases", "N", "also keep so many connectionless leases, count them, then kill the server and count again (with --budget: 1000000)", 1, LeasesMax);

        public Option<TimeSpan?> Beat { get; } = Options.Span("--beat", "with --leases: how often each shows life (default: 10s; with --budget 2m)", TimeSpan.FromSeconds(2), DurationMax);

        public Option<TimeSpan?> Keep { get; } = Options.Span("--keep", "with --leases: how long they are kept (default: 1m; with --budget 10m)", TimeSpan.FromSeconds(1), KeepMax);

        public Option<TimeSpan?> Soak { get; } = Options.Span("--soak", "also take and return seats for so long, to see whether memory stays flat (with --budget: 10m)", TimeSpan.FromSeconds(10), KeepMax);

        public Option<bool> Budget { get; } = Options.Switch("--budget", "only the rows that have a budget, all of them, each three times where --rounds says nothing else");

        public Option<bool> Http { get; } = Options.Switch("--http", "with --echo: a bare minimal API that answers requests for leases");

        public Option<bool> Json { get; } = Options.Json();

        public BenchSettings Of(ParseResult parsed)
        {
            var defaults = Defaults(parsed);
            return defaults with
            {
                Shapes = parsed.GetValue(Shapes) is { Length: > 0 } shapes ? [.. shapes.Select(Shape)] : defaults.Shapes,
                Duration = parsed.GetValue(Duration) ?? defaults.Duration,
                WarmUp = parsed.GetValue(WarmUp) ?? defaults.WarmUp,
                Rounds = parsed.GetValue(Rounds) ?? defaults.Rounds,
                Seats = parsed.GetValue(Seats) ?? defaults.Seats,
                Only = parsed.GetValue(Only) ?? defaults.Only,
                Leases = parsed.GetValue(Leases) ?? defaults.Leases,
                BeatEvery = parsed.GetValue(Beat) ?? defaults.BeatEvery,
                Soak = parsed.GetValue(Soak) ?? defaults.Soak,
                CrowdDuration = parsed.GetValue(Keep) ?? defaults.CrowdDuration,
                Server = parsed.GetValue(Server),
                Feature = parsed.GetValue(Feature) ?? defaults.Feature,
            };
        }

        private BenchSettings Defaults(ParseResult parsed)
        {
            var all = new BenchSettings { UsherPath = Environment.ProcessPath!, WorkFolder = parsed.GetValue(Work) ?? Path.GetTempPath() };
            return parsed.GetValue(Budget) ? all.ForBudgets() : all;
        }

        private static LoadShape Shape(string text) => LoadShape.TryParse(text, out var shape)
            ? shape
            : throw FaultException.Usage(CliCodes.BadValue, $"'{text}' is not a shape of load", "write connections x requests in flight, such as 200x1 or 50x16");
    }
}
