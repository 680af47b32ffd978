using System.Text;
using Usher.Journal.Sqlite;
using Usher.Licensing;
using Usher.Server.Events;
using Usher.Server.Identity;

namespace Usher.Server.Licenses;

/// <summary>The servers that the licenses installed in a data folder name, for whoever looks while no server runs there.</summary>
public static class InstalledIdentities
{
    /// <summary>Reads the journal of a folder and changes nothing.</summary>
    /// <param name="dataFolder">The folder; one without a journal names nobody.</param>
    /// <param name="now">The present time.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <returns>Each identity with the license that names it. A license for any server names nobody.</returns>
    /// <exception cref="Journal.JournalException">The journal cannot be read.</exception>
    /// <exception cref="ServerStartException">It is of a newer version of Usher (USH4105).</exception>
    public static async Task<IReadOnlyDictionary<ServerIdentity, string>> ReadAsync(
        string dataFolder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var named = new Dictionary<ServerIdentity, string>();
        var path = Path.Combine(dataFolder, DataFolder.JournalName);
        if (!File.Exists(path))
            return named;
        foreach (var (id, text) in await InstalledAsync(path, cancellationToken))
        {
            foreach (var server in LicenseFile.Verify(Encoding.UTF8.GetBytes(text), new LicenseCheck { Now = now }).License?.Servers.Identities ?? [])
                named[server] = id;
        }

        return named;
    }

    private static async Task<Dictionary<string, string>> InstalledAsync(string path, CancellationToken cancellationToken)
    {
        using var journal = await SqliteJournalReader.OpenAsync(path, cancellationToken: cancellationToken);
        var installed = new Dictionary<string, string>();
        await foreach (var entry in journal.ReadAsync(ServerLog.Stream, 0, cancellationToken))
        {
            switch (ServerLog.Read(entry))
            {
                case LicenseAdded added:
                    installed[added.Id] = added.Text;
                    break;
                case LicenseRemoved removed:
                    installed.Remove(removed.Id);
                    break;
            }
        }

        return installed;
    }
}
