using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Usher.Server.Access;
using Usher.Server.Hosting;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Routes;

/// <summary>Logging in and out.</summary>
internal sealed class SessionRoutes(ServerCore core, TokenIssue issue)
{
    /// <summary><c>POST /login</c>: starts a session, or makes a token. 401, and 429 after too many failures.</summary>
    internal async Task<Ok<LoginOutcome>> LogInAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = await JsonBody.ReadAsync(context, AdminJson.Default.LoginRequest, cancellationToken);
        if (request is not { User: { Length: > 0 and <= AccountLimits.NameCharsMax } name, Password: { Length: > 0 and <= AccountLimits.PasswordCharsMax } password })
            throw new AdminException(StatusCodes.Status400BadRequest, AdminFaults.BadRequest("'user' and 'password' are needed"));
        var user = await core.Access.CheckPasswordAsync(name, password, context.Features.Get<NetworkCaller>()?.Address, cancellationToken);
        var actor = new Actor(user.Name, user.Role) { User = user.Name };
        return TypedResults.Ok(request.Token is { } wanted ? await WithTokenAsync(actor, wanted, cancellationToken) : WithSession(context, actor));
    }

    /// <summary><c>POST /logout</c>: ends the session of the cookie, if there is one.</summary>
    internal NoContent LogOut(HttpContext context)
    {
        if (context.Features.Get<Actor>()?.Session is { } session)
            core.Access.Sessions.End(session);
        SessionCookie.Delete(context);
        return TypedResults.NoContent();
    }

    /// <summary><c>GET /me</c>.</summary>
    internal static Ok<Me> Me(HttpContext context) => TypedResults.Ok(AccountRows.Of(RequestActor.Who(context)));

    private LoginOutcome WithSession(HttpContext context, Actor actor)
    {
        var sessions = core.Access.Sessions;
        if (context.Features.Get<Actor>()?.Session is { } before)
            sessions.End(before);
        var (cookie, session) = sessions.Start(actor.Name, core.Clock.Now);
        SessionCookie.Write(context, cookie, sessions.LifeMax);
        return new LoginOutcome(AccountRows.Of(actor with { Session = session, Until = sessions.EndOf(session) }), Token: null);
    }

    private async Task<LoginOutcome> WithTokenAsync(Actor actor, TokenRequest wanted, CancellationToken cancellationToken)
    {
        var token = await issue.ForAsync(actor, wanted, cancellationToken);
        return new LoginOutcome(AccountRows.Of(actor with { Token = token.Token.Id, Until = token.Token.ExpiresAt }), token);
    }
}
