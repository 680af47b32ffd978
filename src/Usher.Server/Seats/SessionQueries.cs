using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Usher.Core;
using Usher.Protocol;
using Usher.Server.Lanes;

namespace Usher.Server.Seats;

/// <content>Status and who.</content>
internal sealed partial class Session
{
    // What was shown last, and of what: who watches a feature asks about the same one again, which has rarely changed.
    private (PoolSummary? Of, FeatureStatus? Message) shown;

    private void Status(ulong id, StatusQuery query)
    {
        var answer = new StatusAnswer
        {
            Server = handler.Card.Identity,
            ServerVersion = handler.Card.Version,
            StartedUnixMs = handler.Card.StartedAt.ToUnixTimeMilliseconds(),
            TimeUnixMs = handler.Clock.Now.ToUnixTimeMilliseconds(),
            Condition = (handler.Desk.JournalFault ?? handler.Clock.Fault)?.Message ?? "serving",
        };
        if (query.Features.Count == 0)
        {
            var summaries = handler.Desk.Summaries;
            answer.FeaturesTotal = (uint)summaries.Count;
            answer.Features.Add(summaries.Take(WireLimits.StatusFeaturesMax).Select(WireViews.ToWire));
        }
        else if (!AddNamed(id, query, answer))
        {
            return;
        }

        output.Write(new ServerMessage { Id = id, Status = answer });
    }

    private bool AddNamed(ulong id, StatusQuery query, StatusAnswer answer)
    {
        if (query.Features.Count > WireLimits.StatusFeaturesMax)
        {
            FailField(id, $"{query.Features.Count} features in one status; {WireLimits.StatusFeaturesMax} are allowed");
            return false;
        }

        foreach (var feature in query.Features)
        {
            if (PoolOf(id, feature, Google.Protobuf.ByteString.Empty) is not { } pool)
                return false;
            answer.Features.Add(Show(pool.Summary));
        }

        answer.FeaturesTotal = (uint)answer.Features.Count;
        return true;
    }

    private FeatureStatus Show(PoolSummary summary)
    {
        if (!ReferenceEquals(shown.Of, summary))
            shown = (summary, WireViews.ToWire(summary));
        return shown.Message!;
    }

    private void Who(ulong id, WhoQuery query)
    {
        PoolId? pool = null;
        if (query.Feature.Length > 0)
        {
            if (PoolOf(id, query.Feature, Google.Protobuf.ByteString.Empty) is not { } found)
                return;
            pool = found.Id;
        }

        if (query.Take > WireLimits.WhoRowsMax)
        {
            FailField(id, $"{query.Take} rows in one answer; {WireLimits.WhoRowsMax} are allowed");
            return;
        }

        asked++;
        var take = query.Take == 0 ? WireLimits.WhoRowsMax : (int)query.Take;
        _ = AnswerWhoAsync(id, pool, (int)Math.Min(query.Skip, int.MaxValue), take);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Nobody waits for this task; a fault is answered and logged.")]
    private async Task AnswerWhoAsync(ulong id, PoolId? pool, int skip, int take)
    {
        try
        {
            var page = await handler.Desk.WhoAsync(pool, skip, take);
            var answer = new WhoAnswer { Total = (uint)page.Total };
            foreach (var row in page.Rows)
                answer.Leases.Add(WireViews.ToWire(row));
            output.Write(new ServerMessage { Id = id, Who = answer });
        }
        catch (DeskRefusedException error)
        {
            Send(WireReplies.ToWire(id, error.Refusal));
        }
        catch (Exception error)
        {
            LogWhoFailed(error, connection.ConnectionId);
            Send(WireReplies.ToWire(id, Refusal.InternalFault));
        }

        Answered();
        output.Flush();
    }

    [LoggerMessage(1105, LogLevel.Error, "The answer to who on connection {Connection} met a fault")]
    private partial void LogWhoFailed(Exception error, string connection);
}
