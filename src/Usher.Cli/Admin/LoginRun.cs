using Usher.Cli.Output;
using Usher.Client;
using Usher.Licensing;
using Usher.Server.Management.Contract;

namespace Usher.Cli.Admin;

/// <summary>Logs in at a server: finds out that it is the right one, gets a token, keeps both.</summary>
internal sealed class LoginRun(ServerAddress address, Surroundings surroundings)
{
    private readonly Logins _logins = new(surroundings);

    /// <summary>Does it and says so.</summary>
    public async Task<int> RunAsync(LoginWish wish, bool json)
    {
        var before = _logins.Find($"{address}");
        var identity = await IdentityAsync(wish, before);
        var server = new PinnedServer(address, identity);
        var (me, token) = wish.TokenFromInput ? await WithTokenAsync(server) : await WithPasswordAsync(server, wish);
        var login = new Login($"{address}", $"{identity}", token, me.Token, me.User, me.Role, me.Until);
        _logins.Keep(login);
        if (before is { Token: { } old, TokenId: { } id } && id != me.Token && $"{identity}" == before.Identity)
            await LogoutRun.TryRevokeAsync(server.Client(old, surroundings), id);
        if (json)
            JsonOutput.Write(new LoginJson(login.Server, login.Identity, login.User, me.Role, me.Token, me.Until, _logins.Path), CliJson.Readable.LoginJson, surroundings);
        else
            surroundings.Output.WriteLine($"logged in at {address} as {AdminText.Of(me)}{(me.Until is { } until ? $" until {until:yyyy-MM-dd}" : "")}; the token is in {_logins.Path}");
        return ExitCode.Done;
    }

    /// <summary>As somebody said, now or at an earlier login; else a person is shown what answers, and asked. Never believed silently.</summary>
    private async Task<ServerIdentity> IdentityAsync(LoginWish wish, Login? before)
    {
        if (wish.ServerId is { } said)
            return IdentityText.Read(said);
        if (before is not null)
            return IdentityText.Read(before.Identity);
        var met = await MeetAsync();
        if (surroundings.AskLine is not { } ask)
        {
            throw new FaultException(ExitCode.NoServer, new Fault(
                CliCodes.IdentityUnknown,
                $"nobody said that the server at {address} is the right one; it shows the identity {met}",
                $"compare it with what 'usher id' prints on that machine, and run this again with --server-id {met}"));
        }

        surroundings.Error.WriteLine($"usher: the server at {address} shows the identity {met}; 'usher id' prints it on that machine");
        return ask("Is it the right one? (yes/no) ").Trim().Equals("yes", StringComparison.OrdinalIgnoreCase)
            ? met
            : throw new FaultException(ExitCode.NoServer, new Fault(
                CliCodes.IdentityUnknown, $"the server at {address} is not trusted, because you did not say yes", "ask its administrator what 'usher id' prints there"));
    }

    private async Task<ServerIdentity> MeetAsync()
    {
        try
        {
            return await PinnedHandler.MeetAsync(address, surroundings.Interrupted);
        }
        catch (Exception error) when (error is System.Net.Sockets.SocketException or IOException or System.Security.Authentication.AuthenticationException)
        {
            throw PinnedServer.Unreachable(address, error);
        }
    }

    private async Task<(Me Me, string Token)> WithTokenAsync(PinnedServer server)
    {
        var token = SecretInput.FirstLine(surroundings);
        using var client = server.Client(token, surroundings);
        return (await client.GetAsync("me", AdminOutput.Json.Me), token);
    }

    private async Task<(Me Me, string Token)> WithPasswordAsync(PinnedServer server, LoginWish wish)
    {
        var user = wish.User ?? surroundings.AskLine?.Invoke($"User at {address}: ").Trim()
            ?? throw FaultException.Usage(CliCodes.Missing, "--user is missing, and there is no terminal to ask", "say who you are there with --user NAME");
        var password = SecretInput.Password(wish.PasswordFromInput, "USHER_PASSWORD", $"Password of '{user}': ", surroundings);
        using var client = server.Client(token: null, surroundings);
        var outcome = await client.PostAsync(
            "login", new LoginRequest(user, password, new("usher-login", wish.Role, wish.Days)),
            AdminOutput.Json.LoginRequest, AdminOutput.Json.LoginOutcome);
        return (outcome.Me, outcome.Token!.Secret);
    }
}
