using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Usher.Server.Access;
using Usher.Server.Hosting;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Routes;

/// <summary>Tokens: everybody's own, and all for administrators.</summary>
internal sealed class TokenRoutes(ServerCore core, TokenIssue issue)
{
    /// <summary><c>GET /tokens</c>.</summary>
    internal Ok<TokenList> List(HttpContext context)
    {
        var actor = RequestActor.Who(context);
        return TypedResults.Ok(new TokenList(
        [
            .. core.Accounts.Now.Tokens.Values
                .Where(token => IsFor(actor, token))
                .OrderByDescending(token => token.IssuedAt)
                .Select(token => AccountRows.Of(token, core.Access.LastSeen(token.Id))),
        ]));
    }

    /// <summary><c>POST /tokens</c>.</summary>
    internal async Task<Ok<TokenSecretRow>> IssueAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = await JsonBody.ReadAsync(context, AdminJson.Default.TokenRequest, cancellationToken);
        return TypedResults.Ok(await issue.ForAsync(RequestActor.Who(context), request, cancellationToken));
    }

    /// <summary><c>DELETE /tokens/{id}</c>. 404 when it is not there or not the asker's.</summary>
    internal async Task<Ok<TokenRow>> RevokeAsync(HttpContext context, string id, CancellationToken cancellationToken)
    {
        var actor = RequestActor.Who(context);
        var revoked = await core.Accounts.RevokeTokenAsync(core.Log, id, token => IsFor(actor, token), actor.Name, cancellationToken);
        var row = AccountRows.Of(revoked, core.Access.LastSeen(id));
        core.Access.Forget(id);
        return TypedResults.Ok(row);
    }

    /// <remarks>A token for features may end itself, and nothing else.</remarks>
    private static bool IsFor(Actor actor, IssuedToken token) => actor.Scope is not null
        ? token.Id == actor.Token
        : actor.Role == Role.Administrator
        || token.Id == actor.Token
        || (actor.User is { } user && user.Equals(token.Owner, StringComparison.OrdinalIgnoreCase));
}
