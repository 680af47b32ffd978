using System.Net.Sockets;

namespace Usher.Cli.Admin;

/// <summary>Why the server of a data folder was not reached.</summary>
internal static class LocalFaults
{
    /// <summary>In our words.</summary>
    public static FaultException Explain(string dataFolder, HttpRequestException error) =>
        error.InnerException is SocketException { SocketErrorCode: SocketError.AccessDenied } or IOException
            ? NotOurs(dataFolder)
            : NobodyThere(dataFolder);

    private static FaultException NobodyThere(string dataFolder) => new(ExitCode.NoServer, new Fault(
        CliCodes.NoServerOnFolder,
        $"no server runs on {dataFolder}",
        "start one with 'usher serve', or name the folder of the one that runs with --data FOLDER (or USHER_DATA)"));

    private static FaultException NotOurs(string dataFolder) => new(ExitCode.NoServer, new Fault(
        CliCodes.FolderNotOurs,
        $"the server on {dataFolder} belongs to another user",
        "run this command as the user that runs the server, or as root"));
}
