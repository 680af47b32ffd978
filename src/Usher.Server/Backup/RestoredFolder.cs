using System.Formats.Tar;
using System.Text.Json;
using Usher.Server.Identity;
using Usher.Server.Options;

namespace Usher.Server.Backup;

/// <summary>Makes a data folder of a backup.</summary>
internal static class RestoredFolder
{
    /// <summary>Longest of the small files in a backup, in bytes.</summary>
    internal const int SmallBytesMax = 1024 * 1024;

    /// <summary>
    /// Makes a data folder of a backup, whole or not at all, and checks every page and every hash of its journal. A server
    /// on it grants nothing new for a while, so that seats which were granted after the backup are not granted again.
    /// </summary>
    /// <param name="file">What <see cref="ServerBackup.WriteAsync"/> wrote.</param>
    /// <param name="dataFolder">Empty, or not there.</param>
    /// <param name="hold">
    /// How long nothing new is granted, counted from now. Null: the longest that a lease can live, <c>Leases:TtlMax</c> and its
    /// margin, by the settings in the backup. Zero: for who knows that nothing was granted after the backup.
    /// </param>
    /// <param name="time">Says when that is.</param>
    /// <param name="cancellationToken">Gives up, and leaves nothing behind.</param>
    /// <exception cref="ServerStartException">
    /// It is no whole backup (USH4107), the folder holds something (USH4109) or cannot be used (USH4101), or the journal in it is not
    /// whole (USH40nn).
    /// </exception>
    internal static async Task<RestoreReport> MakeAsync(
        string file, string dataFolder, TimeSpan? hold, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder));
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw BackupFaults.FolderInTheWay(folder);
        var draft = $"{folder}.{Environment.ProcessId}.tmp";
        try
        {
            PrivateFiles.CreateFolder(draft);
            await UnpackAsync(file, draft, cancellationToken);
            var manifest = ReadManifest(file, draft);
            using var key = ServerKey.Open(draft);
            if ($"{key.Identity}" != manifest.Identity)
                throw BackupFaults.NotWhole(file, "its key is not that of the server that it names");
            var entries = await JournalCheck.RequireWholeAsync(Path.Combine(draft, DataFolder.JournalName), cancellationToken);
            var mark = Mark(manifest, draft, hold, time.GetUtcNow());
            mark.Write(draft);
            Settle(draft, folder);
            return new RestoreReport(folder, manifest.MadeAt, mark.HoldUntil, manifest.Identity, entries);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ServerStartException(FolderFaults.Unusable(folder, error), error);
        }
        finally
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }
    }

    private static async Task UnpackAsync(string file, string folder, CancellationToken cancellationToken)
    {
        try
        {
            await using var bytes = File.OpenRead(file);
            await using var tar = new TarReader(bytes);
            while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
                await UnpackAsync(entry, file, folder, cancellationToken);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw BackupFaults.NotWhole(file, error.Message.TrimEnd('.'), error);
        }
    }

    /// <remarks>Names that are not ours are never written, so that no archive can write elsewhere.</remarks>
    private static async Task UnpackAsync(TarEntry entry, string file, string folder, CancellationToken cancellationToken)
    {
        var isSmall = entry.Name == BackupManifest.FileName || ServerBackup.SmallFiles.Contains(entry.Name);
        if (entry.EntryType != TarEntryType.RegularFile || !(isSmall || entry.Name == DataFolder.JournalName))
            throw BackupFaults.NotWhole(file, $"'{entry.Name}' does not belong into it");
        if (isSmall && entry.Length > SmallBytesMax)
            throw BackupFaults.NotWhole(file, $"'{entry.Name}' is longer than {SmallBytesMax} bytes");
        var path = Path.Combine(folder, entry.Name);
        if (File.Exists(path))
            throw BackupFaults.NotWhole(file, $"'{entry.Name}' is in it twice");
        await using var made = new FileStream(path, PrivateFiles.Exclusive(FileMode.CreateNew));
        if (entry.DataStream is { } bytes)
            await bytes.CopyToAsync(made, cancellationToken);
        made.Flush(flushToDisk: true);
    }

    private static BackupManifest ReadManifest(string file, string folder)
    {
        foreach (var name in (string[])[BackupManifest.FileName, ServerKey.FileName, DataFolder.JournalName])
        {
            if (!File.Exists(Path.Combine(folder, name)))
                throw BackupFaults.NotWhole(file, $"there is no '{name}' in it");
        }

        try
        {
            var path = Path.Combine(folder, BackupManifest.FileName);
            var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), BackupJson.Default.BackupManifest)
                ?? throw BackupFaults.NotWhole(file, $"'{BackupManifest.FileName}' is null");
            File.Delete(path);
            return manifest.Format == BackupManifest.Newest ? manifest : throw BackupFaults.TooNew(file, manifest.Version);
        }
        catch (JsonException error)
        {
            throw BackupFaults.NotWhole(file, $"'{BackupManifest.FileName}' is no JSON", error);
        }
    }

    private static RestoreMark Mark(BackupManifest manifest, string folder, TimeSpan? hold, DateTimeOffset now)
    {
        hold ??= EffectiveOptions.Load(new() { DataFolder = folder, Environment = new Dictionary<string, string>(), Flags = [] }).Options.Leases.LifeMax;
        return new RestoreMark(manifest.MadeAt, now, now + hold.Value);
    }

    private static void Settle(string draft, string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder);
        Directory.Move(draft, folder);
    }
}
