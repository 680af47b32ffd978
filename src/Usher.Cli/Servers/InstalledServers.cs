using Usher.Cli.Admin;
using Usher.Journal;
using Usher.Server;
using Usher.Server.Licenses;
using Usher.Server.Management;

namespace Usher.Cli.Servers;

/// <summary>The servers that the licenses installed on this machine name, as the running server says, else as the journal does.</summary>
internal static class InstalledServers
{
    /// <summary>Longest wait for the running server.</summary>
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(2);

    /// <summary>Identities, each with who names it. A folder that this user may not read only counts when it was named.</summary>
    /// <param name="data">The folder that the command line names; null is the default one.</param>
    /// <param name="surroundings">Names the default folder.</param>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(string? data, Surroundings surroundings)
    {
        var folder = UserFolders.Data(data, surroundings);
        try
        {
            return await AskAsync(data, surroundings) ?? (await InstalledIdentities.ReadAsync(folder, surroundings.Now, surroundings.Interrupted))
                .ToDictionary(pair => pair.Key.ToString(), pair => $"the installed license {pair.Value}");
        }
        catch (Exception error) when (data is null && error is JournalException or ServerStartException or UnauthorizedAccessException)
        {
            return new Dictionary<string, string>();
        }
    }

    /// <summary>Null when no server runs there that would answer this user.</summary>
    private static async Task<IReadOnlyDictionary<string, string>?> AskAsync(string? data, Surroundings surroundings)
    {
        if (RunningServer.Read(UserFolders.Data(data, surroundings)) is null)
            return null;
        try
        {
            using var admin = AdminClient.Open(data, surroundings);
            var known = await admin.GetAsync("ports/identities", AdminJson.Default.PortIdentities).WaitAsync(AnswerMax, surroundings.Time);
            return known.Identities.ToDictionary(one => one.Identity, one => one.NamedBy);
        }
        catch (Exception error) when (error is FaultException or TimeoutException)
        {
            return null;
        }
    }
}
