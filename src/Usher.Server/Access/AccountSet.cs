using System.Collections.Immutable;
using Usher.Server.Events;

namespace Usher.Server.Access;

/// <summary>All users and tokens at one moment.</summary>
internal sealed record AccountSet
{
    private AccountSet()
    {
    }

    /// <summary>Nobody.</summary>
    internal static AccountSet Empty { get; } = new();

    /// <summary>By name, in either case.</summary>
    internal ImmutableSortedDictionary<string, UserAccount> Users { get; private init; } =
        ImmutableSortedDictionary.Create<string, UserAccount>(StringComparer.OrdinalIgnoreCase);

    /// <summary>By id.</summary>
    internal ImmutableDictionary<string, IssuedToken> Tokens { get; private init; } = ImmutableDictionary.Create<string, IssuedToken>(StringComparer.Ordinal);

    /// <summary>Ids by the hash of the secret.</summary>
    private ImmutableDictionary<string, string> Secrets { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>No token expires earlier, so that old ones need not be looked for at every change.</summary>
    private DateTimeOffset FirstEnd { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>The first administrator by name; null: there is none yet.</summary>
    internal UserAccount? Administrator => Users.Values.FirstOrDefault(user => user.Role == Role.Administrator);

    /// <summary>Whether there is one.</summary>
    internal bool HasAdministrator => Administrator is not null;

    /// <summary>Whether nobody but this user is administrator.</summary>
    internal bool IsLastAdministrator(UserAccount user) =>
        user.Role == Role.Administrator && Users.Values.Count(other => other.Role == Role.Administrator) == 1;

    /// <summary>A user; null when there is none of the name.</summary>
    internal UserAccount? FindUser(string name) => Users.GetValueOrDefault(name);

    /// <summary>A token; null when there is none of the id.</summary>
    internal IssuedToken? FindToken(string id) => Tokens.GetValueOrDefault(id);

    /// <summary>The token with a secret of this hash; null when there is none.</summary>
    internal IssuedToken? FindSecret(string hash) => Secrets.TryGetValue(hash, out var id) ? FindToken(id) : null;

    /// <summary>What a token may now: no more than its owner. Null: nothing, it has expired or its owner is gone.</summary>
    internal Role? RoleOf(IssuedToken token, DateTimeOffset now)
    {
        if (token.HasExpired(now))
            return null;
        if (token.Owner is null)
            return token.Role;
        return FindUser(token.Owner) is { } owner ? (Role)Math.Min((int)owner.Role, (int)token.Role) : null;
    }

    /// <summary>The set after an event; events about other things change nothing.</summary>
    internal AccountSet After(ServerEvent happened, DateTimeOffset at) => happened switch
    {
        UserAdded added => With(new UserAccount(added.Name, added.Role, added.Secret, at, added.By, at)),
        UserRemoved removed => Without(removed.Name),
        PasswordSet set when FindUser(set.Name) is { } user => With(user with { Secret = set.Secret, PasswordSetAt = at }),
        RoleSet set when FindUser(set.Name) is { } user => With(user with { Role = set.Role }),
        TokenIssued issued => With(
            new IssuedToken(issued.Id, issued.Label, issued.Role, issued.Secret, issued.Owner, at, issued.By, issued.ExpiresAt, FeatureScope.Of(issued.Features)),
            at),
        TokenRevoked revoked when FindToken(revoked.Id) is { } token => Without([token]),
        _ => this,
    };

    private AccountSet With(UserAccount user) => this with { Users = Users.SetItem(user.Name, user) };

    private AccountSet Without(string user) =>
        (this with { Users = Users.Remove(user) })
        .Without([.. Tokens.Values.Where(token => string.Equals(token.Owner, user, StringComparison.OrdinalIgnoreCase))]);

    private AccountSet Without(IReadOnlyList<IssuedToken> tokens) => this with
    {
        Tokens = Tokens.RemoveRange(tokens.Select(token => token.Id)),
        Secrets = Secrets.RemoveRange(tokens.Select(token => token.Secret)),
    };

    /// <summary>With a new token, and without those that expired long ago, so that their number stays bounded.</summary>
    private AccountSet With(IssuedToken token, DateTimeOffset at)
    {
        var kept = WithoutExpired(at - AccountLimits.ExpiredShownFor);
        return kept with
        {
            Tokens = kept.Tokens.SetItem(token.Id, token),
            Secrets = kept.Secrets.SetItem(token.Secret, token.Id),
            FirstEnd = token.ExpiresAt < kept.FirstEnd ? token.ExpiresAt : kept.FirstEnd,
        };
    }

    private AccountSet WithoutExpired(DateTimeOffset before)
    {
        if (before < FirstEnd)
            return this;
        var kept = Without([.. Tokens.Values.Where(old => old.HasExpired(before))]);
        return kept with { FirstEnd = kept.Tokens.Values.Select(token => token.ExpiresAt).DefaultIfEmpty(DateTimeOffset.MaxValue).Min() };
    }
}
