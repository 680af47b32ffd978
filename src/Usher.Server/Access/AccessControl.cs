using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Usher.Server.Management;
using Usher.Server.Networks;
using Usher.Server.Options;
using Usher.Server.Time;

namespace Usher.Server.Access;

/// <summary>Finds out who asks: by password, token or session. Failures are counted and logged, not journaled.</summary>
internal sealed partial class AccessControl(
    Accounts accounts, Passwords passwords, AccessOptions options, IServerClock clock, IdSource ids, ILogger<AccessControl> logger)
{
    /// <summary>An address may fail so many times as often as a name: many people can be behind it.</summary>
    internal const int AddressFactor = 5;

    private readonly LockOuts names = new(options.LockOutAfter, options.LockOutFor);
    private readonly LockOuts addresses = new(options.LockOutAfter * AddressFactor, options.LockOutFor);
    private readonly ConcurrentDictionary<string, DateTimeOffset> tokensSeen = new(StringComparer.Ordinal);

    /// <summary>Who is logged in.</summary>
    internal Sessions Sessions { get; } = new(ids, options.SessionIdle, options.SessionMax);

    /// <summary>Whose password this is.</summary>
    /// <param name="name">As the caller says.</param>
    /// <param name="password">As the caller says.</param>
    /// <param name="address">Where the caller is; null: on the Unix socket.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AdminException">Nobody's (401), or too many attempts failed (429).</exception>
    internal async Task<UserAccount> CheckPasswordAsync(string name, string password, IPAddress? address, CancellationToken cancellationToken)
    {
        ThrowIfLocked(names, name);
        ThrowIfLocked(addresses, Key(address));
        var user = accounts.Now.FindUser(name);
        if (await passwords.IsRightAsync(user, password, cancellationToken) && accounts.Now.FindUser(name) is { } still && still.Secret == user!.Secret)
        {
            names.Clear(name);
            return still;
        }

        // A name that nobody has is not logged: it may be a password that was typed into the wrong field.
        LogFailed(user?.Name ?? "(unknown)", address);
        if (names.Fail(name, clock.Now))
            LogLocked(user?.Name ?? "(unknown)", options.LockOutFor);
        Fail(address);
        throw new AdminException(StatusCodes.Status401Unauthorized, AccessFaults.LogInRefused());
    }

    /// <summary>Whose token this is.</summary>
    /// <exception cref="AdminException">Nobody's (401), or too many attempts failed (429).</exception>
    internal Actor OfToken(string text, IPAddress address)
    {
        ThrowIfLocked(addresses, Key(address));
        var set = accounts.Now;
        if (TokenSecret.IsWellFormed(text) && set.FindSecret(TokenSecret.Hash(text)) is { } token && set.RoleOf(token, clock.Now) is { } role)
        {
            tokensSeen[token.Id] = clock.Now;
            return new Actor(token.Owner is null ? $"token {token.Id}" : $"{token.Owner}, token {token.Id}", role)
            {
                User = token.Owner, Token = token.Id, Until = token.ExpiresAt, Scope = token.Scope,
            };
        }

        LogBadToken(address);
        Fail(address);
        throw new AdminException(StatusCodes.Status401Unauthorized, AccessFaults.TokenRefused());
    }

    /// <summary>Whose session this is; null: nobody's, or it is over.</summary>
    internal Actor? OfSession(string cookie) =>
        Sessions.Find(cookie, clock.Now) is { } session && accounts.Now.FindUser(session.User) is { } user
            ? new Actor(user.Name, user.Role) { User = user.Name, Session = session, Until = Sessions.EndOf(session) }
            : null;

    /// <summary>When a token was last shown since the server started; null: not since then.</summary>
    internal DateTimeOffset? LastSeen(string token) => tokensSeen.TryGetValue(token, out var at) ? at : null;

    /// <summary>A token is gone.</summary>
    internal void Forget(string token) => tokensSeen.TryRemove(token, out _);

    private void ThrowIfLocked(LockOuts locks, string key)
    {
        if (locks.Left(key, clock.Now) is { } left)
            throw new AdminException(StatusCodes.Status429TooManyRequests, AccessFaults.LockedOut(left)) { RetryAfter = left };
    }

    private void Fail(IPAddress? address)
    {
        if (address is not null && addresses.Fail(Key(address), clock.Now))
            LogLocked($"{address}", options.LockOutFor);
    }

    private static string Key(IPAddress? address) => address is null ? "" : $"{address.Site()}";

    [LoggerMessage(1551, LogLevel.Warning, "A log-in of {User} from {Address} failed")]
    private partial void LogFailed(string user, IPAddress? address);

    [LoggerMessage(1552, LogLevel.Warning, "A token from {Address} was refused")]
    private partial void LogBadToken(IPAddress address);

    [LoggerMessage(1553, LogLevel.Warning, "Too many failed attempts: {Who} is locked out for {Time}")]
    private partial void LogLocked(string who, TimeSpan time);
}
