using Usher.Cli.CommandLine;

namespace Usher.Cli.Commands;

/// <summary>'usher vendor …': what the vendor of a program does.</summary>
internal static class VendorCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings) =>
        new VerbCommand("vendor", "Make a vendor's key and issue licenses with it. None of this needs a server.")
        {
            VendorInitCommand.Create(surroundings),
            VendorIssueCommand.Create(surroundings),
            VendorPublicKeyCommand.Create(surroundings),
        }
            .Example("usher vendor init acme", "make the key of the vendor 'acme'")
            .Example("usher vendor issue --key acme.key.pem --customer 'Example Ltd' --server any --feature cad:seats=5 -o example.lic", "issue a license for 5 seats of 'cad'");
}
