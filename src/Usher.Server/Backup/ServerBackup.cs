using System.Formats.Tar;
using System.Text.Json;
using Usher.Journal;
using Usher.Journal.Sqlite;
using Usher.Server.Guard;
using Usher.Server.Hosting;
using Usher.Server.Identity;
using Usher.Server.Validation;

namespace Usher.Server.Backup;

/// <summary>
/// Puts all that a server cannot do without into one file, while it runs or not: its key, its journal, its settings. The
/// file is a tar archive; whoever has it <em>is</em> the server that the licenses name.
/// </summary>
public static class ServerBackup
{
    /// <summary>Copied as they are when they are there; the journal and the key must be.</summary>
    internal static readonly IReadOnlyList<string> SmallFiles =
        [ServerKey.FileName, ValidationSecret.FileName, Options.OptionsFile.Name, GuardStart.AcceptedName];

    /// <summary>Writes a backup, and checks every page and every hash of what is in it.</summary>
    /// <param name="dataFolder">Of the server.</param>
    /// <param name="file">A new file; it is there whole or not at all, for its owner alone.</param>
    /// <param name="time">Says when it was made.</param>
    /// <param name="cancellationToken">Gives up, and leaves nothing behind.</param>
    /// <exception cref="ServerStartException">
    /// There is nothing to back up (USH4109), the file cannot be written or is there (USH4108), or the journal cannot be read or is
    /// not whole (USH40nn).
    /// </exception>
    public static async Task<BackupReport> WriteAsync(string dataFolder, string file, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        var (folder, path) = (Path.GetFullPath(dataFolder), Path.GetFullPath(file));
        var journal = Path.Combine(folder, DataFolder.JournalName);
        if (!File.Exists(journal) || !File.Exists(Path.Combine(folder, ServerKey.FileName)))
            throw BackupFaults.NothingToBackUp(folder);
        if (Path.Exists(path))
            throw BackupFaults.Unwritable(path, "it is there already, and is never overwritten");
        var copy = $"{path}.{Environment.ProcessId}.journal";
        var draft = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using var key = ServerKey.Open(folder);
            var manifest = new BackupManifest(BackupManifest.Newest, ServerVersion.Text, time.GetUtcNow(), $"{key.Identity}");
            await CopyAsync(journal, copy, cancellationToken);
            var entries = await JournalCheck.RequireWholeAsync(copy, cancellationToken);
            await PackAsync(draft, folder, manifest, copy, cancellationToken);
            File.Move(draft, path, overwrite: false);
            return new BackupReport(path, new FileInfo(path).Length, manifest.MadeAt, manifest.Identity, entries);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw BackupFaults.Unwritable(path, error.Message.TrimEnd('.'), error);
        }
        finally
        {
            foreach (var rest in (string[])[copy, $"{copy}-wal", $"{copy}-shm", $"{copy}-journal", draft])
                File.Delete(rest);
        }
    }

    /// <inheritdoc cref="RestoredFolder.MakeAsync"/>
    public static Task<RestoreReport> RestoreAsync(
        string file, string dataFolder, TimeSpan? hold, TimeProvider time, CancellationToken cancellationToken) =>
        RestoredFolder.MakeAsync(file, dataFolder, hold, time, cancellationToken);

    private static async Task CopyAsync(string journal, string copy, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = await SqliteJournalReader.OpenAsync(journal, cancellationToken: cancellationToken);
            await reader.CopyToAsync(copy, cancellationToken);
        }
        catch (JournalException error)
        {
            throw BackupFaults.Unreadable(error);
        }
    }

    private static async Task PackAsync(string draft, string folder, BackupManifest manifest, string journal, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(draft, PrivateFiles.Exclusive(FileMode.CreateNew));
        await using (var tar = new TarWriter(file, TarEntryFormat.Pax, leaveOpen: true))
        {
            await using var about = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, BackupJson.Default.BackupManifest));
            await AddAsync(tar, BackupManifest.FileName, about, manifest, cancellationToken);
            foreach (var name in SmallFiles.Where(name => File.Exists(Path.Combine(folder, name))))
            {
                await using var small = File.OpenRead(Path.Combine(folder, name));
                await AddAsync(tar, name, small, manifest, cancellationToken);
            }

            await using var large = File.OpenRead(journal);
            await AddAsync(tar, DataFolder.JournalName, large, manifest, cancellationToken);
        }

        file.Flush(flushToDisk: true);
    }

    private static Task AddAsync(TarWriter tar, string name, Stream bytes, BackupManifest manifest, CancellationToken cancellationToken) =>
        tar.WriteEntryAsync(
            new PaxTarEntry(TarEntryType.RegularFile, name)
            {
                DataStream = bytes, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite, ModificationTime = manifest.MadeAt,
            },
            cancellationToken);
}
