using System.CommandLine;
using Usher.Cli.Admin;
using Usher.Cli.CommandLine;

namespace Usher.Cli.Commands;

/// <summary>'usher logout': ends a login.</summary>
internal static class LogoutCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var server = new Argument<string>("SERVER") { Description = "as at 'usher login'" };
        var json = Options.Json();
        return new VerbCommand("logout", "End a login: the server takes the token back, and this machine forgets it and the server's identity.") { server, json }
            .Example("usher logout license1", "also where the server cannot be reached: then the token lives until it expires")
            .Does(parsed => new LogoutRun(AdminAddress.Read(parsed.GetRequiredValue(server)), surroundings).RunAsync(parsed.GetValue(json)));
    }
}
