using Usher.Cli.CommandLine;

namespace Usher.Cli.Commands;

/// <summary>'usher ports …': license ports of this machine, ours and everybody's. No server need run.</summary>
internal static class PortsCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings) =>
        new VerbCommand("ports", "See what listens on license ports, whether it is who it should be, and who can reach it.")
        {
            PortsListCommand.Create(surroundings),
            PortsShowCommand.Create(surroundings),
            PortsCheckCommand.Create(surroundings),
            PortsWatchCommand.Create(surroundings),
            PortsAcceptCommand.Create(surroundings),
            PortsExposureCommand.Create(surroundings),
        }
            .Note("docs/ports.md explains why these ports, and what to allow.")
            .Example("usher ports check", "who listens on license ports here, and whether that is right")
            .Example("usher ports show flexlm", "whose ports they are, and firewall commands for them");
}
