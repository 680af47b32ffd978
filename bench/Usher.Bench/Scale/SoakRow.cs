using System.Globalization;
using Usher.Bench.Load;
using Usher.Bench.Targets;

namespace Usher.Bench.Scale;

/// <summary>The row about a long run: whether the server's memory stays flat under a steady load.</summary>
internal sealed class SoakRow(BenchSettings settings, Action<string> progress)
{
    /// <summary>How its name begins, for <c>--only</c>.</summary>
    public const string Word = "soak";

    // A steady load and not the greatest: at full speed the journal would take gigabytes.
    private static readonly LoadShape Shape = new(8, 1);
    private const int Slices = 10;
    private const int Third = Slices / 3;

    /// <summary>Takes and returns seats for so long, in slices; compares the memory of the last third with that of the one before.</summary>
    public async Task<BenchRow> RunAsync(TimeSpan duration, Func<LoadShape, Func<int, IExchange>> work)
    {
        await using var usher = await UsherTarget.StartAsync(settings, settings.Seats, tls: true);
        var megabytes = new List<double>();
        for (var slice = 1; slice <= Slices; slice++)
        {
            progress($"{Word}: part {slice} of {Slices}");
            var result = await LoadRun.RunAsync(
                usher.Endpoint, usher.ProcessId, usher.Tls, Shape, work(Shape), TimeSpan.Zero, duration / Slices);
            megabytes.Add(result.ServerBytes!.Value / 1e6);
        }

        progress(string.Create(CultureInfo.InvariantCulture, $"{Word}: MB after each part: {string.Join(", ", megabytes.Select(size => size.ToString("F0", CultureInfo.InvariantCulture)))}"));
        var (before, after) = (BenchRow.Median(megabytes[^(2 * Third)..^Third]), BenchRow.Median(megabytes[^Third..]));
        return BenchRow.AtMost(
            string.Create(CultureInfo.InvariantCulture, $"{Word} {Shape} for {duration.TotalSeconds} s, memory in the last third"),
            after, "MB", Math.Round(before * Budgets.SoakGrowth));
    }
}
