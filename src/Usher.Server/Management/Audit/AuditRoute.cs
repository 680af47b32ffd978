using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Usher.Server.Access;
using Usher.Server.Events;
using Usher.Server.Hosting;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Audit;

/// <summary>Who did what to the server: the stream <c>server</c> of the hash-chained log, the last first.</summary>
internal sealed class AuditRoute(ServerCore core)
{
    /// <summary>Most entries that one page looks at; a page in a long quiet time may hold fewer rows than asked for, and go on.</summary>
    internal const int LookedAtMax = 10_000;

    private const int StepMax = 500;

    internal static void Map(RouteGroupBuilder routes, ServerCore core) =>
        routes.MapGet("/audit", new AuditRoute(core).ListAsync).For(Role.Administrator);

    private async Task<Ok<AuditPage>> ListAsync(int? take, string? after, CancellationToken cancellationToken)
    {
        var rowsMax = Paging.Rows(take);
        var last = Before(after);
        var (rows, stop) = (new List<AuditRow>(), Math.Max(0, last - LookedAtMax));
        while (last > stop && rows.Count < rowsMax)
        {
            var first = Math.Max(stop, last - StepMax) + 1;
            foreach (var row in await ReadAsync(first, last, cancellationToken))
            {
                if (rows.Count == rowsMax)
                    break;
                rows.Add(row);
            }

            last = rows.Count == rowsMax ? rows[^1].Sequence - 1 : first - 1;
        }

        return TypedResults.Ok(new AuditPage(rows, last > 0 ? (last + 1).ToString(CultureInfo.InvariantCulture) : null));
    }

    /// <summary>The last entry of the page.</summary>
    private long Before(string? after)
    {
        if (after is null)
            return core.Log.LastSequence;
        return long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && sequence > 0
            ? Math.Min(sequence - 1, core.Log.LastSequence)
            : throw Paging.Bad("after is not the 'next' of a page");
    }

    /// <summary>Rows of a stretch, the last first.</summary>
    private async Task<IEnumerable<AuditRow>> ReadAsync(long first, long last, CancellationToken cancellationToken)
    {
        var rows = new List<AuditRow>();
        await foreach (var entry in core.Journal.ReadAsync(ServerLog.Stream, first - 1, cancellationToken))
        {
            if (entry.FirstSequence > last)
                break;
            if (AuditRows.Of(entry) is { } row)
                rows.Add(row);
        }

        return Enumerable.Reverse(rows);
    }
}
