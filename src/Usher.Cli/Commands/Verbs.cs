using Usher.Cli.CommandLine;

namespace Usher.Cli.Commands;

/// <summary>All commands, in the order of the help.</summary>
internal static class Verbs
{
    private const string Start = "Start here";
    private const string Seats = "Take seats";
    private const string Watch = "See who sits where";
    private const string Serve = "Run a server";
    private const string Licenses = "Issue and read licenses";
    private const string About = "About usher";

    /// <summary>Every first word.</summary>
    internal static IReadOnlyList<Verb> All { get; } =
    [
        new("vendor", Licenses, "make a vendor's key and issue licenses with it", VendorCommand.Create),
        new("license", Licenses, "show a license file; add, remove and list those of a server", LicenseCommand.Create),
        new("version", About, "print the version", VersionCommand.Create),
    ];
}
