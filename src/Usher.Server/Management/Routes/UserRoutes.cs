using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Usher.Server.Access;
using Usher.Server.Events;
using Usher.Server.Hosting;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Routes;

/// <summary>Who may log in.</summary>
internal sealed class UserRoutes(ServerCore core)
{
    /// <summary><c>GET /users</c>.</summary>
    internal Ok<UserList> List() => TypedResults.Ok(new UserList([.. core.Accounts.Now.Users.Values.Select(AccountRows.Of)]));

    /// <summary><c>POST /users</c>. 409 when there is one of the name, or an administrator where the first one is to be made.</summary>
    internal async Task<Ok<UserRow>> AddAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = await JsonBody.ReadAsync(context, AdminJson.Default.UserRequest, cancellationToken);
        if (!AccountLimits.IsName(request.Name))
            throw new AdminException(StatusCodes.Status400BadRequest, AccountFaults.BadName("a user's name"));
        var role = RequestRole.Read(request.Role);
        var secret = await HashAsync(request.Password, request.Name!, cancellationToken);
        var added = new UserAdded(request.Name!, role, secret, RequestActor.Of(context));
        await core.Accounts.AddUserAsync(core.Log, added, request.First, cancellationToken);
        return TypedResults.Ok(Row(request.Name!));
    }

    /// <summary><c>DELETE /users/{name}</c>. 404; 409 for the last administrator. Sessions and tokens of the user end.</summary>
    internal async Task<Ok<UserRow>> RemoveAsync(HttpContext context, string name, CancellationToken cancellationToken)
    {
        var removed = await core.Accounts.RemoveUserAsync(core.Log, name, RequestActor.Of(context), cancellationToken);
        core.Access.Sessions.EndAll(removed.Name);
        return TypedResults.Ok(AccountRows.Of(removed));
    }

    /// <summary><c>PUT /users/{name}/role</c>. 404; 409 for the last administrator. It counts for sessions and tokens at once.</summary>
    internal async Task<Ok<UserRow>> SetRoleAsync(HttpContext context, string name, CancellationToken cancellationToken)
    {
        var request = await JsonBody.ReadAsync(context, AdminJson.Default.RoleRequest, cancellationToken);
        await core.Accounts.SetRoleAsync(core.Log, name, RequestRole.Read(request.Role), RequestActor.Of(context), cancellationToken);
        return TypedResults.Ok(Row(name));
    }

    /// <summary>
    /// <c>PUT /users/{name}/password</c>: one's own in a session, with the current one; anybody's for administrators. All
    /// sessions of the user end, but for the one that asks.
    /// </summary>
    internal async Task<Ok<UserRow>> SetPasswordAsync(HttpContext context, string name, CancellationToken cancellationToken)
    {
        var request = await JsonBody.ReadAsync(context, AdminJson.Default.PasswordRequest, cancellationToken);
        var actor = RequestActor.Who(context);
        await CheckMaySetAsync(context, actor, name, request.Current, cancellationToken);
        var secret = await HashAsync(request.Password, name, cancellationToken);
        var user = await core.Accounts.SetPasswordAsync(core.Log, name, secret, actor.Name, cancellationToken);
        core.Access.Sessions.EndAll(user.Name, but: actor.Session);
        return TypedResults.Ok(Row(name));
    }

    private async Task CheckMaySetAsync(HttpContext context, Actor actor, string name, string? current, CancellationToken cancellationToken)
    {
        var isOwn = string.Equals(actor.User, name, StringComparison.OrdinalIgnoreCase);
        if (isOwn && actor.Session is not null)
            await core.Access.CheckPasswordAsync(name, current ?? "", context.Features.Get<NetworkCaller>()?.Address, cancellationToken);
        else if (actor.Role < Role.Administrator)
            throw new AdminException(StatusCodes.Status403Forbidden, AccessFaults.RoleTooLow(actor.Role, Role.Administrator));
    }

    private Task<string> HashAsync(string? password, string user, CancellationToken cancellationToken) =>
        AccountLimits.IsPassword(password, user)
            ? core.Passwords.HashAsync(password!, cancellationToken)
            : throw new AdminException(StatusCodes.Status400BadRequest, AccountFaults.BadPassword());

    /// <summary>As it is now; somebody else may have removed it meanwhile.</summary>
    private UserRow Row(string name) => AccountRows.Of(core.Accounts.Now.FindUser(name)
        ?? throw new AdminException(StatusCodes.Status404NotFound, AccountFaults.UnknownUser(name)));
}
