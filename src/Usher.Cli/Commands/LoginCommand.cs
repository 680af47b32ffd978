using System.CommandLine;
using Usher.Cli.Admin;
using Usher.Cli.CommandLine;

namespace Usher.Cli.Commands;

/// <summary>'usher login': makes a token at a server elsewhere, and keeps it with the server's identity.</summary>
internal static class LoginCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var server = new Argument<string>("SERVER") { Description = "host, host:port or https://host:port; the port is 1455 unless said" };
        var user = Options.Text("--user", "NAME", "who you are there (default: you are asked)");
        var role = Options.Text("--role", AdminText.Roles, "the most that the token may (default: your role)");
        var days = Options.Number("--days", "N", "how long the token lasts (default: 90)", 1, AdminText.TokenDaysMax);
        var passwordFromInput = Options.Switch("--password-stdin", "the password is the first line of standard input (default: USHER_PASSWORD, or you are asked)");
        var tokenFromInput = Options.Switch("--token-stdin", "keep the token that is the first line of standard input; no user and password");
        var serverId = Options.Text("--server-id", "ID", "the server's identity, as 'usher id' prints it there (default: you are shown what answers, and asked)");
        var json = Options.Json();
        return new VerbCommand("login", "Log in at the administration of a server elsewhere, so that 'usher … --admin SERVER' works.")
        {
            server, user, role, days, passwordFromInput, tokenFromInput, serverId, json,
        }
            .Note(
                "What is kept is a token, never the password, and the server's identity: only that server is ever sent the token.",
                "Both are in logins.json in your folder of settings, which only you may read.")
            .Example("usher login license1", "asks who you are, and whether the identity is right")
            .Example("usher login license1 --server-id ID --token-stdin <token.txt", "for a script: nothing is asked, nothing is believed")
            .Does(parsed => new LoginRun(AdminAddress.Read(parsed.GetRequiredValue(server)), surroundings).RunAsync(
                new(
                    parsed.GetValue(user), parsed.GetValue(role), parsed.GetValue(days), parsed.GetValue(passwordFromInput),
                    parsed.GetValue(tokenFromInput), parsed.GetValue(serverId)),
                parsed.GetValue(json)));
    }
}
