using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Usher.Server.Hosting;
using Usher.Server.Licenses;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Routes;

/// <summary>The installed licenses.</summary>
internal sealed class LicenseRoutes(ServerCore core)
{
    /// <summary><c>GET /licenses</c>, with the set's ETag.</summary>
    internal Ok<LicenseList> List(HttpContext context)
    {
        var (now, set) = (core.Clock.Now, core.Catalog.Installed);
        context.Response.Headers.ETag = LicenseTag.Of(set);
        return TypedResults.Ok(new LicenseList([.. set.All.Select(license => LicenseRows.Of(core.Catalog, license, now))]));
    }

    /// <summary><c>POST /licenses/check</c>: the body is the license file.</summary>
    internal async Task<Ok<LicenseChange>> CheckAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var file = await ReadFileAsync(context, cancellationToken);
        return TypedResults.Ok(await DescribeAsync(core.Catalog.Check(file.Span), context, cancellationToken));
    }

    /// <summary><c>POST /licenses</c>: the body is the license file. 422 with every fault when it is refused.</summary>
    internal async Task<Ok<LicenseChange>> AddAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var file = await ReadFileAsync(context, cancellationToken);
        var plan = await core.Catalog.AddAsync(core.Log, file, RequestActor.Of(context), cancellationToken, LicenseTag.Condition(context.Request));
        if (plan.Outcome == InstallOutcome.Refused)
            throw new AdminException(StatusCodes.Status422UnprocessableEntity, plan.Faults);
        // It is durable: a caller that goes away must not keep the pools from hearing of it.
        var change = await DescribeAsync(plan, context, CancellationToken.None);
        await core.Catalog.ReconcileAsync(core.Pools, CancellationToken.None);
        context.Response.Headers.ETag = LicenseTag.Of(core.Catalog.Installed);
        return TypedResults.Ok(change);
    }

    /// <summary><c>DELETE /licenses/{id}</c>. 404 when it is not installed.</summary>
    internal async Task<Ok<LicenseChange>> RemoveAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        var before = core.Catalog.Installed;
        var removed = await core.Catalog.RemoveAsync(core.Log, id, RequestActor.Of(context), cancellationToken, LicenseTag.Condition(context.Request))
            ?? throw new AdminException(StatusCodes.Status404NotFound, LicenseSetFaults.NotInstalled(id));
        var now = core.Clock.Now;
        var change = new LicenseChange(
            "removed", LicenseRows.Of(core.Catalog, removed, now), [], [],
            await Changes(context, now).BetweenAsync(before, before.Without(id), CancellationToken.None));
        await core.Catalog.ReconcileAsync(core.Pools, CancellationToken.None);
        context.Response.Headers.ETag = LicenseTag.Of(core.Catalog.Installed);
        return TypedResults.Ok(change);
    }

    private PoolChanges Changes(HttpContext context, DateTimeOffset now) => new(core.Desk, core.Names.For(context), now);

    private async Task<LicenseChange> DescribeAsync(InstallPlan plan, HttpContext context, CancellationToken cancellationToken)
    {
        var now = core.Clock.Now;
        return new LicenseChange(
            LicenseRows.Text(plan.Outcome),
            LicenseRows.Of(plan, now),
            plan.Faults,
            plan.Warnings,
            await Changes(context, now).BetweenAsync(plan.Before, plan.After, cancellationToken));
    }

    private static async Task<ReadOnlyMemory<byte>> ReadFileAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var body = context.Request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            var file = read.IsCompleted ? read.Buffer.ToArray() : null;
            // All of it taken at the end: what is left over would cost the caller the connection.
            body.AdvanceTo(file is null ? read.Buffer.Start : read.Buffer.End, read.Buffer.End);
            if (file is not null)
                return file;
        }
    }
}
