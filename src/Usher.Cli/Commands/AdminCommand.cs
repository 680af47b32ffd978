using Usher.Cli.CommandLine;

namespace Usher.Cli.Commands;

/// <summary>'usher admin …': who may administer a server.</summary>
internal static class AdminCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings) =>
        new VerbCommand("admin", "Say who may administer a server: users, roles and tokens.")
        {
            AdminInitCommand.Create(surroundings),
            AdminUserCommand.Create(surroundings),
            AdminTokenCommand.Create(surroundings),
        }
            .Note(
                "Roles: a viewer looks; an operator also acts on seats; an administrator also changes licenses, users and tokens.",
                "On the server's machine its owner needs neither user nor token.")
            .Example("usher admin init", "make the first administrator, on the server's machine")
            .Example("usher admin token create ci --role viewer", "a token for a script, shown once");
}
