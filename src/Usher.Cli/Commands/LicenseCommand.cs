using Usher.Cli.CommandLine;

namespace Usher.Cli.Commands;

/// <summary>'usher license …': license files, and the licenses of a running server.</summary>
internal static class LicenseCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings) =>
        new VerbCommand("license", "Read license files; add, remove and list those of a running server.")
        {
            LicenseShowCommand.Create(surroundings),
            LicenseAddCommand.Create(surroundings),
            LicenseRemoveCommand.Create(surroundings),
            LicenseListCommand.Create(surroundings),
        }
            .Example("usher license show example.lic", "what a file grants, and whether it is genuine")
            .Example("usher license add example.lic", "put it to work on the server of this machine, without a restart");
}
