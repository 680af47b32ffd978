using Microsoft.AspNetCore.Http;
using Usher.Server.Access;
using Usher.Server.Events;
using Usher.Server.Hosting;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Routes;

/// <summary>Makes tokens: the secret goes to the caller, its hash to the journal.</summary>
internal sealed class TokenIssue(ServerCore core)
{
    private const int IdChars = 12;

    /// <summary>Makes one for whoever asks.</summary>
    /// <exception cref="AdminException">
    /// The label, the role, the days or the features cannot be (400), the role is above the asker's, or a token asks (403), or there are
    /// too many (422).
    /// </exception>
    internal async Task<TokenSecretRow> ForAsync(Actor actor, TokenRequest request, CancellationToken cancellationToken)
    {
        if (actor is { Token: not null, Role: < Role.Administrator })
            throw new AdminException(StatusCodes.Status403Forbidden, AccessFaults.TokenMayNotIssue());
        if (!AccountLimits.IsName(request.Label))
            throw new AdminException(StatusCodes.Status400BadRequest, AccountFaults.BadName("a token's label"));
        CheckFeatures(request);
        var role = RoleOf(actor, request);
        if (role > actor.Role)
            throw new AdminException(StatusCodes.Status403Forbidden, AccessFaults.RoleTooLow(actor.Role, role));
        if (request.Days is < 1 or > AccountLimits.TokenDaysMax)
            throw new AdminException(StatusCodes.Status400BadRequest, AdminFaults.BadRequest($"'days' must be 1 to {AccountLimits.TokenDaysMax}"));

        var secret = TokenSecret.Make(core.Ids);
        var issued = new TokenIssued(
            core.Ids.Next().ToString("n")[..IdChars],
            request.Label!,
            role,
            TokenSecret.Hash(secret),
            actor.User,
            core.Clock.Now.AddDays(request.Days ?? AccountLimits.TokenDaysDefault),
            actor.Name,
            request.Features);
        await core.Accounts.IssueTokenAsync(core.Log, issued, cancellationToken);
        return new TokenSecretRow(AccountRows.Of(core.Accounts.Now.FindToken(issued.Id)!, lastUsedAt: null), secret);
    }

    /// <summary>Most of what an administrator may is about no feature, so a token for features is at most an operator's.</summary>
    private static Role RoleOf(Actor actor, TokenRequest request) => request.Role is not null ? RequestRole.Read(request.Role)
        : request.Features is null ? actor.Role
        : (Role)Math.Min((int)actor.Role, (int)Role.Operator);

    private static void CheckFeatures(TokenRequest request)
    {
        if (request.Features is null)
            return;
        if (!FeatureScope.IsValid(request.Features))
            throw new AdminException(StatusCodes.Status400BadRequest, AdminFaults.BadRequest(
                $"'features' must be 1 to {FeatureScope.FeaturesMax} names such as 'cad' or 'acme/cad'"));
        if (RoleText.Read(request.Role) == Role.Administrator)
            throw new AdminException(StatusCodes.Status400BadRequest, AdminFaults.BadRequest("a token for features is at most an operator's"));
    }
}
