namespace Usher.Cli.Servers;

/// <summary>What can be told of a server's data folder from outside.</summary>
internal static class ServerFolder
{
    /// <summary>Listeners that the server's guard is quiet about.</summary>
    public const string AcceptedFile = "accepted_ports";

    /// <summary>The server's key.</summary>
    public const string KeyFile = "server.key.pem";

    private const string JournalFile = "journal.db";

    /// <summary>A key alone may be of a server that was never started; then whoever serves here is another one.</summary>
    public static bool HasServed(string folder) => File.Exists(Path.Combine(folder, KeyFile)) && File.Exists(Path.Combine(folder, JournalFile));
}
