using Microsoft.AspNetCore.Http;
using Usher.Server.Events;
using Usher.Server.Management;
using Usher.Server.Time;

namespace Usher.Server.Access;

/// <summary>
/// Who may administer. The journal is the truth: a change is decided against the set that it will change, written, and
/// then made true; one at a time, through the server's log.
/// </summary>
/// <remarks>Safe on any thread. Readers see one immutable set.</remarks>
internal sealed class Accounts(IServerClock clock)
{
    private AccountSet now = AccountSet.Empty;

    /// <summary>As it is.</summary>
    internal AccountSet Now => Volatile.Read(ref now);

    /// <summary>Makes an event of the server's log true.</summary>
    internal void Apply(ServerEvent happened, DateTimeOffset at) => Volatile.Write(ref now, Now.After(happened, at));

    /// <summary>Adds a user.</summary>
    /// <param name="log">The server's log.</param>
    /// <param name="user">Checked by the caller.</param>
    /// <param name="isFirst">Only if there is no administrator yet.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AdminException">There is one of the name, or an administrator (409), or there are too many (422).</exception>
    internal Task AddUserAsync(ServerLog log, UserAdded user, bool isFirst, CancellationToken cancellationToken) => log.AppendAsync(
        () =>
        {
            if (isFirst && Now.Administrator is { } other)
                throw Conflict(AccountFaults.AdministratorExists(other.Name));
            if (Now.FindUser(user.Name) is { } same)
                throw Conflict(AccountFaults.UserExists(same.Name));
            return Now.Users.Count < AccountLimits.UsersMax ? user : throw TooMany(AccountFaults.TooManyUsers());
        },
        cancellationToken);

    /// <summary>Removes a user with their tokens.</summary>
    /// <returns>The user as it was.</returns>
    /// <exception cref="AdminException">There is none (404), or it is the last administrator (409).</exception>
    internal Task<UserAccount> RemoveUserAsync(ServerLog log, string name, string by, CancellationToken cancellationToken) =>
        ChangeUserAsync(log, name, user => new UserRemoved(ButNotTheLast(user).Name, by), cancellationToken);

    /// <summary>Gives a user another role.</summary>
    /// <returns>The user as it was.</returns>
    /// <exception cref="AdminException">There is none (404), or it is the last administrator (409).</exception>
    internal Task<UserAccount> SetRoleAsync(ServerLog log, string name, Role role, string by, CancellationToken cancellationToken) => ChangeUserAsync(
        log,
        name,
        user => user.Role == role ? null : new RoleSet((role < Role.Administrator ? ButNotTheLast(user) : user).Name, role, by),
        cancellationToken);

    /// <summary>Gives a user another password.</summary>
    /// <returns>The user as it was.</returns>
    /// <exception cref="AdminException">There is none (404).</exception>
    internal Task<UserAccount> SetPasswordAsync(ServerLog log, string name, string secret, string by, CancellationToken cancellationToken) =>
        ChangeUserAsync(log, name, user => new PasswordSet(user.Name, secret, by), cancellationToken);

    /// <summary>Remembers a token.</summary>
    /// <exception cref="AdminException">There are too many (422), or its owner is gone (404).</exception>
    internal Task IssueTokenAsync(ServerLog log, TokenIssued token, CancellationToken cancellationToken) => log.AppendAsync(
        () =>
        {
            if (token.Owner is { } owner && Now.FindUser(owner) is null)
                throw NotFound(AccountFaults.UnknownUser(owner));
            var alive = Now.Tokens.Values.Count(other => !other.HasExpired(clock.Now));
            return alive < AccountLimits.TokensMax ? token : throw TooMany(AccountFaults.TooManyTokens());
        },
        cancellationToken);

    /// <summary>Takes a token back.</summary>
    /// <param name="log">The server's log.</param>
    /// <param name="id">Of the token.</param>
    /// <param name="mayRevoke">Whether the one who asks may.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The token as it was.</returns>
    /// <exception cref="AdminException">There is none that the one who asks may revoke (404).</exception>
    internal async Task<IssuedToken> RevokeTokenAsync(
        ServerLog log, string id, Func<IssuedToken, bool> mayRevoke, string by, CancellationToken cancellationToken)
    {
        IssuedToken? revoked = null;
        await log.AppendAsync(
            () =>
            {
                revoked = Now.FindToken(id) is { } token && mayRevoke(token) ? token : throw NotFound(AccountFaults.UnknownToken(id));
                return new TokenRevoked(id, by);
            },
            cancellationToken);
        return revoked!;
    }

    private async Task<UserAccount> ChangeUserAsync(
        ServerLog log, string name, Func<UserAccount, ServerEvent?> change, CancellationToken cancellationToken)
    {
        UserAccount? before = null;
        await log.AppendAsync(
            () =>
            {
                before = Now.FindUser(name) ?? throw NotFound(AccountFaults.UnknownUser(name));
                return change(before);
            },
            cancellationToken);
        return before!;
    }

    private UserAccount ButNotTheLast(UserAccount user) =>
        Now.IsLastAdministrator(user) ? throw Conflict(AccountFaults.LastAdministrator(user.Name)) : user;

    private static AdminException NotFound(ServerFault fault) => new(StatusCodes.Status404NotFound, fault);

    private static AdminException Conflict(ServerFault fault) => new(StatusCodes.Status409Conflict, fault);

    private static AdminException TooMany(ServerFault fault) => new(StatusCodes.Status422UnprocessableEntity, fault);
}
