using Usher.Cli.CommandLine;

namespace Usher.Cli.Commands;

/// <summary>All commands, in the order of the help.</summary>
internal static class Verbs
{
    private const string Start = "Start here";
    private const string Seats = "Take seats";
    private const string Watch = "See who sits where";
    private const string Past = "See what was";
    private const string Serve = "Run a server";
    private const string Licenses = "Issue and read licenses";
    private const string About = "About usher";

    /// <summary>Every first word.</summary>
    internal static IReadOnlyList<Verb> All { get; } =
    [
        new("quickstart", Start, "a tour in a few seconds, with a server that is left running to try things out", QuickstartCommand.Create),
        new("checkout", Seats, "take a seat and hold it until Ctrl-C, or leave it with --detach", CheckoutCommand.Create),
        new("run", Seats, "take a seat, run a command, give the seat back", RunCommand.Create),
        new("checkin", Seats, "give back a detached seat", CheckInCommand.Create),
        new("status", Watch, "what a server serves and how full it is", StatusCommand.Create),
        new("who", Watch, "who holds seats, and who waits", WhoCommand.Create),
        new("top", Watch, "status and who, live and full screen", TopCommand.Create),
        new("discover", Watch, "find the servers on this network", DiscoverCommand.Create),
        new("diagnose", Watch, "find out which step on the way to a seat fails", DiagnoseCommand.Create),
        new("history", Past, "a feature's use over time, as a chart", HistoryCommand.Create),
        new("denials", Past, "who did not get seats, and why", DenialsCommand.Create),
        new("sessions", Past, "who held seats, from when to when", SessionsCommand.Create),
        new("report", Past, "sum up some days: use, peaks, denials, who", ReportCommand.Create),
        new("serve", Serve, "run a license server", ServeCommand.Create),
        new("id", Serve, "print a server's identity, for licenses", IdCommand.Create),
        new("admin", Serve, "say who may administer a server: users, roles, tokens", AdminCommand.Create),
        new("login", Serve, "log in at the administration of a server elsewhere", LoginCommand.Create),
        new("logout", Serve, "end a login", LogoutCommand.Create),
        new("check", Serve, "say what a license would change, before it goes live", CheckCommand.Create),
        new("revoke", Serve, "take a seat away from its holder", RevokeCommand.Create),
        new("verify-log", Serve, "check that nothing in the usage log was changed", VerifyLogCommand.Create),
        new("backup", Serve, "put all that a server needs into one file, while it runs or not", BackupCommand.Create),
        new("restore", Serve, "make a data folder of a backup", RestoreCommand.Create),
        new("config", Serve, "show each setting and where it comes from", ConfigCommand.Create),
        new("ports", Serve, "see what listens on license ports, whether it may, and who can reach it", PortsCommand.Create),
        new("vendor", Licenses, "make a vendor's key and issue licenses with it", VendorCommand.Create),
        new("license", Licenses, "show a license file; add, remove and list those of a server", LicenseCommand.Create),
        new("bench", About, "measure this build on this machine", BenchCommand.Create),
        new("completion", About, "print a completion script for your shell", CompletionCommand.Create),
        new("version", About, "print the version", VersionCommand.Create),
    ];
}
