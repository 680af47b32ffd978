using Usher.Ports;
using Usher.Server.Management;

namespace Usher.Server.Hosting;

/// <summary>Who has a port that the server wants.</summary>
internal static class BusyPort
{
    /// <summary>Longest time for whoever has it to show that it is an Usher.</summary>
    internal static readonly TimeSpan AskMax = TimeSpan.FromSeconds(1);

    private const string JournalName = Identity.DataFolder.JournalName;

    private const string OtherDatagrams =
        "; another port for datagrams alone is Listen:ValidationPort, and Listen:Validation=false takes none";

    /// <summary>Says who has it, whether it is another Usher, and how to go on (USH5106).</summary>
    internal static async Task<ServerFault> ExplainAsync(PortBusyException busy, TimeProvider time, CancellationToken cancellationToken)
    {
        var endpoint = busy.Endpoint;
        var found = await PortOwner.DescribeAsync(
            endpoint, busy.Transport, new TlsProbe(time, AskMax), owner => FolderOf(owner.Pid, endpoint.Port), cancellationToken);
        return new ServerFault(
            ServerCodes.PortBusy,
            $"cannot listen on {endpoint}: {found.Message}",
            busy.Transport == Transport.Udp ? found.Hint + OtherDatagrams : found.Hint);
    }

    /// <summary>The data folder of a server that serves on a port: a server has its journal open. Null where that is not visible.</summary>
    internal static string? FolderOf(int pid, int port)
    {
        try
        {
            return new DirectoryInfo($"/proc/{pid}/fd").EnumerateFileSystemInfos()
                .Select(descriptor => descriptor.LinkTarget)
                .Where(target => Path.GetFileName(target) == JournalName)
                .Select(Path.GetDirectoryName)
                .FirstOrDefault(folder => RunningServer.Read(folder!) is { } running && Serves(running, port));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // Another user's process, another system, or it has ended.
        }
    }

    private static bool Serves(RunningServer running, int port) => running.Endpoints.Concat(running.AdminUrls ?? [])
        .Concat(running.Validation ?? [])
        .Any(served => served.EndsWith($":{port}", StringComparison.Ordinal));
}
