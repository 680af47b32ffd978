using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Usher.Core;
using Usher.Protocol;
using Usher.Server.Access;
using Usher.Server.Lanes;
using Usher.Server.Management.Contract;
using Usher.Server.Management.Routes;
using Usher.Server.Seats;

namespace Usher.Server.Management.Leases;

/// <summary>Refusals of seats as problem details: the same words and numbers as on 1203/tcp.</summary>
internal static class SeatProblems
{
    /// <summary>A pool said no.</summary>
    internal static SeatProblem Of(Denial denial, LeaseId lease, DateTimeOffset now, IPeopleNames names) =>
        Plain(StatusOf(denial.Reason), DenialText.CodeOf(denial.Reason), DenialText.MessageOf(denial, now), DenialText.HintOf(denial, now)) with
        {
            Feature = denial.Pool.ToString(),
            Lease = lease.ToString(),
            Counts = Of(denial.Counts),
            Line = denial.Line?.Id,
            Holders = [.. denial.Holders.Select(holder => SeatRows.Of(denial.Pool, holder, names))],
            HoldersTotal = denial.HoldersTotal,
            FreeAt = denial.FreeAt,
            RetryAt = denial.RetryAt,
            Ahead = denial.Ahead,
        };

    /// <summary>There is no such feature, or several vendors have it.</summary>
    internal static SeatProblem UnknownFeature(Desk desk, string feature, bool isAmbiguous)
    {
        var wire = isAmbiguous
            ? DenialText.AmbiguousFeature(feature, desk.NamesOf(feature))
            : DenialText.UnknownFeature(feature, desk.SimilarTo(feature));
        return Plain(StatusCodes.Status404NotFound, wire.Code, wire.Message, wire.Hint) with { Feature = wire.Feature };
    }

    /// <summary>There is no such lease any more.</summary>
    internal static SeatProblem Of(Reply.NotHeld gone, PoolId pool)
    {
        var wire = LossText.NotHeld(gone.Lease, pool, gone.Reason, gone.Note);
        return Plain(StatusCodes.Status410Gone, wire.Code, wire.Message, wire.Hint) with { Feature = wire.Feature, Lease = gone.Lease.ToString() };
    }

    /// <summary>The server did not decide.</summary>
    internal static SeatProblem Of(Refusal refusal) => Plain(
        refusal.Code == ErrorCodes.InternalFault ? StatusCodes.Status500InternalServerError : StatusCodes.Status503ServiceUnavailable,
        refusal.Code, refusal.Message, refusal.Hint);

    /// <summary>Nothing to add to a fault.</summary>
    internal static SeatProblem Of(int status, ServerFault fault) => Plain(status, fault.Code, fault.Message, fault.Hint);

    private static SeatProblem Plain(int status, string code, string message, string hint) => new(
        $"urn:usher:error:{code}", ReasonPhrases.GetReasonPhrase(status), status, message, code, hint, [new ServerFault(code, message, hint)]);

    private static SeatStates Of(in SeatCounts counts) => new(
        counts.Total, counts.Active, counts.Lingering, counts.Reserved, counts.Borrowed, counts.Overdraft, counts.Queued, counts.Free);

    private static int StatusOf(DenialReason reason) => reason switch
    {
        DenialReason.NoSuchFeature => StatusCodes.Status404NotFound,
        DenialReason.BadSeatCount => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status409Conflict,
    };
}
