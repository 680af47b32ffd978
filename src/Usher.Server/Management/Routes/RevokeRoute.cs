using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Usher.Core;
using Usher.Server.Access;
using Usher.Server.Events;
using Usher.Server.Hosting;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Routes;

/// <summary>Takes a lease away.</summary>
internal sealed class RevokeRoute(ServerCore core)
{
    /// <summary>Longest reason, in characters.</summary>
    internal const int ReasonCharsMax = 200;

    /// <summary><c>POST /leases/{id}/revoke</c>. 404 when nobody holds it.</summary>
    internal async Task<Ok<RevokeOutcome>> RevokeAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        var request = await JsonBody.ReadAsync(context, AdminJson.Default.RevokeRequest, cancellationToken);
        if (request.Reason?.Trim() is not { Length: > 0 and <= ReasonCharsMax } reason)
            throw new AdminException(StatusCodes.Status400BadRequest, AdminFaults.BadRequest($"'reason' must have 1 to {ReasonCharsMax} characters"));
        if (!LeaseId.TryParse(id, out var lease))
            throw new AdminException(StatusCodes.Status404NotFound, AdminFaults.UnknownLease(id));

        var by = RequestActor.Of(context);
        foreach (var pool in core.Desk.Summaries.Where(pool => RequestScope.Covers(context, pool.Pool)))
        {
            if (await core.Desk.ExecuteAsync(pool.Pool, new Revoke(lease, reason, by), cancellationToken) is Reply.Revoked revoked)
                return TypedResults.Ok(await RecordAsync(pool.Pool, revoked, reason, by));
        }

        throw new AdminException(StatusCodes.Status404NotFound, AdminFaults.UnknownLease(id));
    }

    /// <summary>The pool's stream has the act already; this adds who asked, for the audit of the administration.</summary>
    private async Task<RevokeOutcome> RecordAsync(PoolId pool, Reply.Revoked revoked, string reason, string by)
    {
        var row = SeatRows.Of(pool, revoked.Lease, PlainNames.Instance);
        await core.Log.AppendAsync(
            new LeaseRevoked(row.Feature, row.Lease, revoked.Lease.Holder.ToString(), reason, by), CancellationToken.None);
        return new RevokeOutcome(row, revoked.CoolDownUntil);
    }
}
