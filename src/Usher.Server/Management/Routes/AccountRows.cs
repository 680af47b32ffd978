using Usher.Server.Access;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Routes;

/// <summary>Users, tokens and askers as the API shows them.</summary>
internal static class AccountRows
{
    internal static UserRow Of(UserAccount user) =>
        new(user.Name, RoleText.Of(user.Role), user.AddedAt, user.AddedBy, user.PasswordSetAt);

    internal static TokenRow Of(IssuedToken token, DateTimeOffset? lastUsedAt) => new(
        token.Id, token.Label, RoleText.Of(token.Role), token.Owner, token.IssuedAt, token.IssuedBy, token.ExpiresAt, lastUsedAt,
        token.Scope?.Names);

    internal static Me Of(Actor actor) => new(
        actor.Name,
        actor.User,
        RoleText.Of(actor.Role),
        actor.Session is not null ? "session" : actor.Token is not null ? "token" : "socket",
        actor.Token,
        actor.Until,
        actor.Scope?.Names);
}
