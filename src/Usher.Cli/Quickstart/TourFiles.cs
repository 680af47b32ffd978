using Usher.Cli.Files;

namespace Usher.Cli.Quickstart;

/// <summary>The files of the tour, all in one folder.</summary>
internal sealed class TourFiles
{
    private TourFiles(string folder) => Folder = folder;

    /// <summary>Absolute.</summary>
    public string Folder { get; }

    /// <summary>The vendor's secret key.</summary>
    public string SecretKey => Path.Combine(Folder, "acme.key.pem");

    /// <summary>The vendor's public key.</summary>
    public string PublicKey => Path.Combine(Folder, "acme.pub.pem");

    /// <summary>The license.</summary>
    public string License => Path.Combine(Folder, "example.lic");

    /// <summary>The server's data folder.</summary>
    public string Data => Path.Combine(Folder, "data");

    /// <summary>The server's log.</summary>
    public string Log => Path.Combine(Folder, "server.log");

    /// <summary>The server's process.</summary>
    public string Pid => Path.Combine(Folder, "server.pid");

    /// <summary>In a folder that is empty or not there yet, or in a new temporary one.</summary>
    /// <exception cref="FaultException">Something is in it (USH5040), or it cannot be made (USH5012).</exception>
    public static TourFiles In(string? folder)
    {
        if (folder is null)
            return new(Directory.CreateTempSubdirectory("usher-tour-").FullName);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(full) || (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any()))
            throw NotEmpty(full);
        TextFiles.EnsureFolder(full);
        return new(full);
    }

    private static FaultException NotEmpty(string folder)
    {
        var pid = Path.Combine(folder, "server.pid");
        return FaultException.Usage(
            CliCodes.FolderNotEmpty,
            $"there is something in {folder}",
            File.Exists(pid)
                ? $"an earlier tour, it seems: stop its server with 'kill $(cat {pid})' and remove the folder, or name another one"
                : "name a folder that is empty or not there yet");
    }
}
