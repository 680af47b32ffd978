namespace Usher.Server.Access;

/// <summary>The wording of what can be wrong with users and tokens.</summary>
internal static class AccountFaults
{
    internal static ServerFault BadName(string what) => new(
        ServerCodes.BadAccountName,
        $"{what} must have 1 to {AccountLimits.NameCharsMax} characters: letters, digits, and . _ - @ between them",
        "choose another one");

    internal static ServerFault BadPassword() => new(
        ServerCodes.BadPassword,
        $"a password must have {AccountLimits.PasswordCharsMin} to {AccountLimits.PasswordCharsMax} characters, and not be the user's name",
        "take a few words that you can remember");

    internal static ServerFault UserExists(string name) => new(
        ServerCodes.UserExists, $"there is a user '{name}' already", "choose another name, or set that user's password or role");

    internal static ServerFault UnknownUser(string name) => new(
        ServerCodes.UnknownUser, $"there is no user '{name}'", "run 'usher admin user list' to see them");

    internal static ServerFault UnknownToken(string id) => new(
        ServerCodes.UnknownToken, $"there is no token '{id}', or it is not yours", "run 'usher admin token list' to see them");

    internal static ServerFault LastAdministrator(string name) => new(
        ServerCodes.LastAdministrator, $"'{name}' is the only administrator", "make another administrator first");

    internal static ServerFault AdministratorExists(string name) => new(
        ServerCodes.AdministratorExists,
        $"there is an administrator already: '{name}'",
        "to add users run 'usher admin user add NAME --role ROLE'; for a new password 'usher admin user password NAME'");

    internal static ServerFault TooManyUsers() => new(
        ServerCodes.TooManyAccounts, $"there are {AccountLimits.UsersMax} users, and no more may be", "remove some with 'usher admin user remove NAME'");

    internal static ServerFault TooManyTokens() => new(
        ServerCodes.TooManyAccounts,
        $"there are {AccountLimits.TokensMax} tokens, and no more may be",
        "revoke some with 'usher admin token revoke ID', or let them expire");
}
