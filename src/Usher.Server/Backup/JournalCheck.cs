using Usher.Journal;
using Usher.Journal.Sqlite;

namespace Usher.Server.Backup;

/// <summary>Whether a journal's file is whole: every page, every hash.</summary>
internal static class JournalCheck
{
    /// <summary>Reads all of it.</summary>
    /// <returns>How many entries it has.</returns>
    /// <exception cref="ServerStartException">It is not, with the code of what is wrong (USH40nn).</exception>
    internal static async Task<long> RequireWholeAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = await SqliteJournalReader.OpenAsync(path, cancellationToken: cancellationToken);
            if (await reader.CheckFileAsync(cancellationToken) is { } damage)
                throw Broken(JournalCodes.FileDamaged, damage);
            var entries = 0L;
            await foreach (var chain in reader.VerifyAsync(cancellationToken))
            {
                if (chain.Fault is { } fault)
                    throw Broken(JournalCodes.ChainBroken, $"{chain.Stream.Value}: {fault}");
                entries += chain.Entries;
            }

            return entries;
        }
        catch (JournalException error)
        {
            throw BackupFaults.Unreadable(error);
        }
    }

    private static ServerStartException Broken(string code, string what) => new(new ServerFault(
        code, $"the journal is not as it was written: {what}", "keep the damaged files, and restore the newest good backup"));
}
