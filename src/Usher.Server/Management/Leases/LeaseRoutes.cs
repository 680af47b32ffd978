using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Usher.Core;
using Usher.Server.Access;
using Usher.Server.Hosting;
using Usher.Server.Lanes;
using Usher.Server.Management.Contract;
using Usher.Server.Options;
using Usher.Server.Seats;

namespace Usher.Server.Management.Leases;

/// <summary>
/// Seats for languages without our SDK. As on 1203/tcp, anybody whom the trusted networks let in may ask, unless
/// <c>Access:TakeSeats</c> says otherwise.
/// </summary>
internal sealed class LeaseRoutes(ServerCore core)
{
    /// <summary>The scheme of the header <c>Authorization</c> that carries a lease's secret.</summary>
    internal const string Scheme = "Lease ";

    /// <summary>The header with the client's own random name for its request.</summary>
    internal const string KeyHeader = "Idempotency-Key";

    private readonly LeaseMetrics metrics = new(core.Metrics.Meters);
    private readonly SeatsMetrics answers = new(core.Metrics.Meters);

    internal static void Map(RouteGroupBuilder routes, ServerCore core)
    {
        var leases = new LeaseRoutes(core);
        MapTaking(routes, leases, core.Options.Access.TakeSeats);
        routes.MapPut("/leases/{id}", (RequestDelegate)leases.RenewAsync).ForAnybody();
        routes.MapDelete("/leases/{id}", (RequestDelegate)leases.ReturnAsync).ForAnybody();
    }

    private static void MapTaking(RouteGroupBuilder routes, LeaseRoutes leases, SeatTakers takers)
    {
        const string Path = "/leases";
        _ = takers switch
        {
            SeatTakers.Anybody => routes.MapPost(Path, (RequestDelegate)leases.TakeAsync).ForAnybody(),
            SeatTakers.Viewer => routes.MapPost(Path, (RequestDelegate)leases.TakeAsync).For(Role.Viewer).KeepsToFeatures(),
            SeatTakers.Operator => routes.MapPost(Path, (RequestDelegate)leases.TakeAsync).For(Role.Operator).KeepsToFeatures(),
            // With its own refusal: a role would not help.
            SeatTakers.Nobody => routes.MapPost(Path, (RequestDelegate)TakeNothing).ForAnybody(),
        };
    }

    private static Task TakeNothing(HttpContext context) =>
        throw new AdminException(StatusCodes.Status403Forbidden, LeaseFaults.NotOverHttp());

    /// <summary><c>POST /leases</c>: 201 granted, 202 queued, else a problem.</summary>
    private async Task TakeAsync(HttpContext context)
    {
        var key = KeyOf(context.Request);
        var asked = await LeaseBody.ReadAsync(context, SparseJson.Default.TakeSeats) ?? throw Bad("the body is missing");
        if (TakeReader.Fault(asked) is { } fault)
            throw Bad(fault);
        if (core.Desk.Find(asked.Feature!, out var isAmbiguous) is not { } pool)
        {
            RequestScope.RequireNamed(context, asked.Feature);
            await ProblemAsync(context, SeatProblems.UnknownFeature(core.Desk, asked.Feature!, isAmbiguous));
            return;
        }

        RequestScope.Require(context, pool.Id);
        var command = TakeReader.Command(asked, core.Proofs.LeaseOf(pool.Name, key ?? $"{core.Ids.Next():n}"));
        await AnswerAsync(context, pool, command, await LeaseCall.AskAsync(pool, command));
    }

    private Task AnswerAsync(HttpContext context, LanePool pool, Checkout command, LaneAnswer answer)
    {
        switch (answer.Reply)
        {
            case Reply.Granted granted when granted.Seats != command.Seats:
                return ProblemAsync(
                    context, SeatProblems.Of(StatusCodes.Status409Conflict, LeaseFaults.KeyUsedOtherwise(granted.Lease, granted.Seats)));
            case Reply.Granted granted:
                core.Polls.Forget(granted.Lease);
                return LeaseAnswers.WriteAsync(
                    context, StatusCodes.Status201Created, LeaseAnswers.Of(granted, pool, core.Proofs.SecretOf(granted.Lease, pool.Name, command.Holder)));
            case Reply.Queued queued:
                core.Polls.Asked(queued.Lease, pool);
                return LeaseAnswers.WriteAsync(
                    context, StatusCodes.Status202Accepted, LeaseAnswers.Of(queued, pool, core.Proofs.SecretOf(queued.Lease, pool.Name, command.Holder)));
            default:
                return RefuseAsync(context, pool, command.Lease, answer);
        }
    }

    /// <summary><c>PUT /leases/{id}</c>: 200 it lives on, 202 it still waits, 410 it is over.</summary>
    private async Task RenewAsync(HttpContext context)
    {
        var proof = ProofOf(context.Request);
        var asked = await LeaseBody.ReadAsync(context, SparseJson.Default.RenewSeats);
        if (asked?.TtlSeconds < 0)
            throw Bad("'ttlSeconds' must not be negative");
        if (core.Desk.Find(proof.Feature, out _) is not { } pool)
        {
            await ProblemAsync(context, SeatProblems.UnknownFeature(core.Desk, proof.Feature, isAmbiguous: false));
            return;
        }

        var answer = await LeaseCall.AskAsync(pool, new KeepAlive(proof.Lease, proof.Holder, TimeSpan.FromSeconds(asked?.TtlSeconds ?? 0)));
        await AnswerAsync(context, pool, proof.Lease, answer);
    }

    private Task AnswerAsync(HttpContext context, LanePool pool, LeaseId lease, LaneAnswer answer)
    {
        switch (answer.Reply)
        {
            case Reply.Renewed renewed:
                core.Polls.Forget(lease);
                return LeaseAnswers.WriteAsync(context, StatusCodes.Status200OK, LeaseAnswers.Of(renewed, pool));
            case Reply.Queued queued:
                core.Polls.Asked(lease, pool);
                return LeaseAnswers.WriteAsync(context, StatusCodes.Status202Accepted, LeaseAnswers.Of(queued, pool, secret: null));
            default:
                return RefuseAsync(context, pool, lease, answer);
        }
    }

    /// <summary><c>DELETE /leases/{id}</c>: 200 also when it was over already.</summary>
    private async Task ReturnAsync(HttpContext context)
    {
        var proof = ProofOf(context.Request);
        core.Polls.Forget(proof.Lease);
        if (core.Desk.Find(proof.Feature, out _) is not { } pool)
        {
            await LeaseAnswers.WriteAsync(context, new SeatReturn(proof.Lease.ToString(), WasHeld: false));
            return;
        }

        var answer = await LeaseCall.AskAsync(pool, new CheckIn(proof.Lease, proof.Holder));
        await (answer.Reply is Reply.Returned returned
            ? LeaseAnswers.WriteAsync(context, new SeatReturn(returned.Lease.ToString(), returned.WasHeld))
            : RefuseAsync(context, pool, proof.Lease, answer));
    }

    private Task RefuseAsync(HttpContext context, LanePool pool, LeaseId lease, LaneAnswer answer)
    {
        core.Polls.Forget(lease);
        var now = core.Clock.Now;
        return answer switch
        {
            { Reply: Reply.Denied { Denial: var denial } } => ProblemAsync(
                context, SeatProblems.Of(denial, lease, now, core.Names.For(context)), (denial.RetryAt ?? denial.FreeAt) - now),
            { Reply: Reply.NotHeld gone } => ProblemAsync(context, SeatProblems.Of(gone, pool.Id)),
            { Refusal: { } refusal } => ProblemAsync(context, SeatProblems.Of(refusal), refusal.RetryAfter),
            _ => ProblemAsync(context, SeatProblems.Of(Refusal.InternalFault)),
        };
    }

    private Task ProblemAsync(HttpContext context, SeatProblem problem, TimeSpan? retryAfter = null)
    {
        answers.Problem(problem.Code);
        return LeaseAnswers.WriteAsync(context, problem, retryAfter);
    }

    /// <summary>The lease that the request proves to hold, which must be the one of its path.</summary>
    private LeaseProof ProofOf(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        if (header.Count == 1
            && header[0] is { } text && text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && core.Proofs.Read(text.AsSpan(Scheme.Length).Trim()) is { } proof
            && LeaseId.TryParse(request.RouteValues["id"] as string, out var lease) && lease == proof.Lease)
            return proof;
        metrics.WrongSecrets.Add(1);
        throw new AdminException(StatusCodes.Status403Forbidden, LeaseFaults.WrongSecret());
    }

    /// <summary>The client's name for its request; null: it has none.</summary>
    private static string? KeyOf(HttpRequest request)
    {
        var header = request.Headers[KeyHeader];
        if (header.Count == 0)
            return null;
        return header.Count == 1 && header[0] is { Length: >= LeaseProofs.KeyCharsMin and <= LeaseProofs.KeyCharsMax } key && !key.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? key
            : throw Bad($"the header {KeyHeader} must be {LeaseProofs.KeyCharsMin} to {LeaseProofs.KeyCharsMax} visible ASCII characters, at random");
    }

    private static AdminException Bad(string what) => new(StatusCodes.Status400BadRequest, LeaseFaults.BadField(what));
}
