using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Usher.Core;
using Usher.Protocol;
using Usher.Server.Lanes;

namespace Usher.Server.Seats;

/// <content>Requests about a lease of which only the id is known.</content>
internal sealed partial class Session
{
    /// <remarks>What this connection asked before goes to the lanes first, so that a lease it has just asked for is found.</remarks>
    private void Seek(ulong id, PoolCommand command, LeaseId lease, bool isCancel)
    {
        asked++;
        postings.PostAll();
        _ = SeekAsync(id, command, lease, isCancel);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Nobody waits for this task; a fault is answered and logged.")]
    private async Task SeekAsync(ulong id, PoolCommand command, LeaseId lease, bool isCancel)
    {
        try
        {
            if (await handler.Desk.FindPoolAsync(lease) is { } pool)
                Post(new LaneRequest(id, pool, command, isCancel));
            else
                EndSearch(WireReplies.NobodyKnows(id, command, lease, isCancel));
        }
        catch (DeskRefusedException error)
        {
            EndSearch(WireReplies.ToWire(id, error.Refusal));
        }
        catch (Exception error)
        {
            LogSearchFailed(error, connection.ConnectionId);
            EndSearch(WireReplies.ToWire(id, Refusal.InternalFault));
        }
    }

    /// <summary>Off the reading loop, so past its postings; the answer comes from the lane as always.</summary>
    private void Post(in LaneRequest request)
    {
        var posting = new Posting(this, requestsExpected: 1);
        posting.Requests.Add(request);
        if (request.Pool.Lane.Post(posting) is { } refusal)
            EndSearch(WireReplies.ToWire(request.Id, refusal));
    }

    private void EndSearch(ServerMessage answer)
    {
        if (answer.BodyCase is ServerMessage.BodyOneofCase.Denied or ServerMessage.BodyOneofCase.Failed)
            Send(answer);
        else
            output.Write(answer);
        Answered();
        output.Flush();
    }

    [LoggerMessage(1106, LogLevel.Error, "The search for a lease on connection {Connection} met a fault")]
    private partial void LogSearchFailed(Exception error, string connection);
}
