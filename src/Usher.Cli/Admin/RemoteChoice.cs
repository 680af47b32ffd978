namespace Usher.Cli.Admin;

/// <summary>Which server elsewhere, as whom, as the command line says it.</summary>
/// <param name="Server">Its address.</param>
/// <param name="ServerId">Its identity; null: as of the login.</param>
/// <param name="TokenFromInput">The token is the first line of standard input.</param>
internal sealed record RemoteChoice(string Server, string? ServerId, bool TokenFromInput)
{
    /// <summary>Holds a token where nobody logs in.</summary>
    public const string TokenVariable = "USHER_TOKEN";

    /// <summary>The first source that has a token: standard input, <c>USHER_TOKEN</c>, the login.</summary>
    /// <exception cref="FaultException">There is no token (USH5063), or nobody said who the server is (USH5064).</exception>
    public AdminClient Open(Surroundings surroundings)
    {
        var address = AdminAddress.Read(Server);
        var login = new Logins(surroundings).Find(address.ToString());
        var token = (TokenFromInput ? SecretInput.FirstLine(surroundings) : surroundings.Variable(TokenVariable)) ?? login?.Token
            ?? throw FaultException.Usage(
                CliCodes.NotLoggedIn, $"you are not logged in at {address}", $"run 'usher login {address}', or put a token into {TokenVariable}");
        var identity = ServerId ?? login?.Identity
            ?? throw FaultException.Usage(
                CliCodes.IdentityUnknown,
                $"nobody said which server is the right one at {address}",
                $"run 'usher login {address}', or name its identity with --server-id ID, as 'usher id' prints it there");
        return new PinnedServer(address, IdentityText.Read(identity)).Client(token, surroundings);
    }
}
