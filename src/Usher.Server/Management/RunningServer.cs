using System.Text.Json;
using Usher.Server.Identity;

namespace Usher.Server.Management;

/// <summary>The server that runs on a data folder, as it says itself in <c>running.json</c>.</summary>
/// <param name="Pid">Its process.</param>
/// <param name="Version">Of Usher.</param>
/// <param name="StartedAt">When it started, by the machine's clock.</param>
/// <param name="Endpoints">Where it serves seats, <c>host:port</c>; empty while it starts.</param>
/// <param name="AdminSocket">The path of its administration socket.</param>
/// <param name="AdminUrls">Where it is managed over HTTPS; null or empty: nowhere, or while it starts.</param>
/// <param name="Validation">Where it takes datagrams, <c>address:port</c> of UDP; null or empty when it takes none.</param>
public sealed record RunningServer(
    int Pid,
    string Version,
    DateTimeOffset StartedAt,
    IReadOnlyList<string> Endpoints,
    string AdminSocket,
    IReadOnlyList<string>? AdminUrls = null,
    IReadOnlyList<string>? Validation = null)
{
    /// <summary>The file in the data folder. One may be left behind by a server that was killed.</summary>
    public const string FileName = "running.json";

    /// <summary>The server that runs on a folder, or did until it was killed; null when there is none.</summary>
    public static RunningServer? Read(string dataFolder)
    {
        try
        {
            var text = File.ReadAllBytes(Path.Combine(dataFolder, FileName));
            return JsonSerializer.Deserialize(text, AdminJson.Default.RunningServer);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    internal void Write(string dataFolder) => PrivateFiles.Write(
        Path.Combine(dataFolder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, AdminJson.Default.RunningServer), overwrite: true);

    internal static void Forget(string dataFolder) => File.Delete(Path.Combine(dataFolder, FileName));
}
