namespace Usher.Server.Access;

/// <summary>The wording of what keeps somebody out of the administration.</summary>
internal static class AccessFaults
{
    internal static ServerFault NotKnown() => new(
        ServerCodes.NotAuthenticated,
        "the request does not say who asks",
        "send a token in the header 'Authorization: Bearer …', or log in");

    internal static ServerFault RoleTooLow(Role has, Role needs) => new(
        ServerCodes.RoleTooLow,
        $"this needs the role {RoleText.Of(needs)}; yours is {RoleText.Of(has)}",
        "ask an administrator for a token of that role");

    internal static ServerFault OutsideScope(FeatureScope scope) => new(
        ServerCodes.OutsideTokenFeatures,
        $"the token is for {scope} alone, and this is about other features or about all",
        "name one of them ('feature=' where a list is asked for), or ask an administrator for another token");

    internal static ServerFault NamesHidden() => new(
        ServerCodes.NamesHidden,
        "the names of people are hidden from viewers here, so nothing can be asked by user or host",
        "leave 'user' and 'host' out, or ask an administrator for the role operator");

    internal static ServerFault Closed() => new(
        ServerCodes.RoleTooLow, "nobody may use this route", "report it: a route must name the role that it needs");

    internal static ServerFault WrongHost(string host) => new(
        ServerCodes.WrongHost,
        $"this server is not called '{Shown(host)}'",
        "call it by an address of it, or add the name to Access:Hosts in usher.json");

    internal static ServerFault WrongOrigin() => new(
        ServerCodes.WrongOrigin,
        "the change was asked for by a page of another site, or by a session without saying from where",
        "use the server's own page; a program sends a token in place of a cookie");

    internal static ServerFault TooManyRequests() => new(
        ServerCodes.TooManyRequests, "too many requests from this address", "wait, as the header Retry-After says; Access:RequestsPerSecond is the limit");

    internal static ServerFault LogInRefused() => new(
        ServerCodes.LogInRefused, "there is no such user, or the password is wrong", "check both; an administrator can set a new password");

    internal static ServerFault LockedOut(TimeSpan left) => new(
        ServerCodes.LockedOut,
        $"too many attempts failed; the next one may be made in {Math.Ceiling(left.TotalMinutes):0} min",
        "wait; the owner of the server can use 'usher admin' on its machine meanwhile");

    internal static ServerFault TokenRefused() => new(
        ServerCodes.TokenRefused, "the token is not valid: mistyped, expired or revoked", "ask for a new one, or run 'usher login'");

    internal static ServerFault TokenMayNotIssue() => new(
        ServerCodes.TokenMayNotIssue, "a token below administrator cannot make tokens", "log in with a password");

    private static string Shown(string text) =>
        new([.. text.Take(80).Select(letter => char.IsControl(letter) ? '?' : letter)]);
}
