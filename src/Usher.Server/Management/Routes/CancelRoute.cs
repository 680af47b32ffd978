using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Usher.Core;
using Usher.Server.Access;
using Usher.Server.Events;
using Usher.Server.Hosting;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Routes;

/// <summary>Takes a waiting request out of the queue.</summary>
internal sealed class CancelRoute(ServerCore core)
{
    /// <summary><c>DELETE /queue/{id}</c>. 404 when it does not wait, also when it was granted a moment ago: its seats are not touched.</summary>
    internal async Task<Ok<LeaseRow>> CancelAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        if (LeaseId.TryParse(id, out var lease)
            && await core.Desk.FindAsync(lease, cancellationToken) is { Wait: { } wait } row
            && RequestScope.Covers(context, row.Pool)
            && await core.Desk.ExecuteAsync(row.Pool, new CancelWait(lease), cancellationToken) is Reply.Returned)
        {
            await core.Log.AppendAsync(
                new WaitCancelled(row.Pool.ToString(), lease.ToString(), wait.Holder.ToString(), RequestActor.Of(context)), CancellationToken.None);
            return TypedResults.Ok(SeatRows.Of(row, core.Names.For(context)));
        }

        throw new AdminException(StatusCodes.Status404NotFound, AdminFaults.UnknownWait(id));
    }
}
