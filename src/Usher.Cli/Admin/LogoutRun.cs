using Usher.Cli.Output;
using Usher.Client;

namespace Usher.Cli.Admin;

/// <summary>Ends a login: the server takes the token back, and this machine forgets it.</summary>
internal sealed class LogoutRun(ServerAddress address, Surroundings surroundings)
{
    /// <summary>Does it and says so.</summary>
    public async Task<int> RunAsync(bool json)
    {
        var logins = new Logins(surroundings);
        var login = logins.Find($"{address}");
        var isRevoked = login is { Token: { } token, TokenId: { } id }
            && await TryRevokeAsync(new PinnedServer(address, IdentityText.Read(login.Identity)).Client(token, surroundings), id);
        if (login is not null)
            logins.Forget($"{address}");
        if (json)
            JsonOutput.Write(new LogoutJson($"{address}", login is not null, isRevoked), CliJson.Readable.LogoutJson, surroundings);
        else
            Print(login, isRevoked);
        return ExitCode.Done;
    }

    /// <summary>False when the server could not be asked, or does not know the token any more.</summary>
    public static async Task<bool> TryRevokeAsync(AdminClient client, string id)
    {
        using (client)
        {
            try
            {
                await client.DeleteAsync($"tokens/{id}", AdminOutput.Json.TokenRow);
                return true;
            }
            catch (FaultException)
            {
                return false;
            }
        }
    }

    private void Print(Login? login, bool isRevoked)
    {
        surroundings.Output.WriteLine(login is null ? $"not logged in at {address}" : $"logged out at {address}");
        if (login is not null && !isRevoked)
            surroundings.Error.WriteLine($"usher: warning: the server did not take the token back; it expires{(login.ExpiresAt is { } end ? $" on {end:yyyy-MM-dd}" : " by itself")}");
    }
}
