using Usher.Bench.Datagrams;
using Usher.Bench.Scale;

namespace Usher.Bench;

/// <summary>What the rows of the bench are called.</summary>
public static class RowNames
{
    /// <summary>The rows of a run, those aside that <see cref="BenchSettings.Only"/> leaves out.</summary>
    /// <param name="settings">Of the run.</param>
    public static IReadOnlyList<string> Of(BenchSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var rows = settings.Shapes.SelectMany(shape => OfShape(settings, shape));
        return settings.Server is null ? [.. rows, .. OfOwnServers(settings)] : [.. rows];
    }

    /// <summary>The words of <see cref="BenchSettings.Only"/> that are in no row's name.</summary>
    /// <param name="settings">Of the run.</param>
    public static IReadOnlyList<string> Unmatched(BenchSettings settings)
    {
        var rows = Of(settings);
        return [.. settings.Only.Where(word => !rows.Any(row => IsIn(row, word)))];
    }

    internal static bool IsIn(string row, string word) => row.Contains(word, StringComparison.OrdinalIgnoreCase);

    internal static string Durable(LoadShape shape, bool tls = false) => $"{Prefix(tls)}checkout/check-in {shape}";

    internal static string Renew(LoadShape shape, bool tls) => $"{Prefix(tls)}renew {shape}";

    internal static string Status(LoadShape shape, bool tls) => $"{Prefix(tls)}status {shape}";

    internal static string Redis(LoadShape shape) => $"{Durable(shape)} against redis";

    internal static string Http(LoadShape shape) => $"http lease/return {shape}";

    internal static string LargePool(LoadShape shape) => $"{Durable(shape)}, 1,000,000 seats, 90 % taken, against 1,000";

    private static IEnumerable<string> OfShape(BenchSettings settings, LoadShape shape)
    {
        if (!settings.OnlyBudgets || shape.InFlight == 1)
            yield return Durable(shape);
        if (!settings.OnlyBudgets)
            yield return Renew(shape, tls: false);
        if (!settings.OnlyBudgets || shape.InFlight > 1)
            yield return Status(shape, tls: false);
        if (settings is { Server: null, OnlyBudgets: false })
        {
            yield return Durable(shape, tls: true);
            yield return Renew(shape, tls: true);
            yield return Status(shape, tls: true);
        }

        yield return Redis(shape);
        if (settings.Server is null && shape.InFlight == 1)
            yield return Http(shape);
    }

    private static IEnumerable<string> OfOwnServers(BenchSettings settings)
    {
        yield return LargePool(settings.Shapes[^1]);
        yield return DatagramRows.Heartbeats;
        yield return StartRows.Version;
        yield return StartRows.Ready;
        if (settings.Leases is not null)
            yield return CrowdRows.Word;
        if (settings.Soak is not null)
            yield return SoakRow.Word;
    }

    private static string Prefix(bool tls) => tls ? "tls " : "";
}
