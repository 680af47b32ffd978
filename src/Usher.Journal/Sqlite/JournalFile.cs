namespace Usher.Journal.Sqlite;

/// <summary>Opens connections as the journal wants them.</summary>
internal static class JournalFile
{
    private const int PageBytes = 4096;

    /// <summary>The connection of the writer: WAL, every commit synced, nothing checkpointed behind its back.</summary>
    public static Database OpenWriter(SqliteJournalSettings settings)
    {
        MakePrivate(settings.Path);
        var database = Database.OpenWriter(settings.Path);
        try
        {
            SetWait(database, settings.LockWait);
            Schema.RefuseForeign(database);
            if (database.Text("PRAGMA journal_mode = WAL") != "wal")
                throw new JournalUnavailableException(
                    JournalCodes.InputOutput, $"the file system of '{settings.Path}' cannot hold a write-ahead log",
                    "put the data folder on a local disk, not on a network share");
            database.Execute("PRAGMA synchronous = FULL; PRAGMA fullfsync = 1; PRAGMA wal_autocheckpoint = 0");
            // A log that readers had let grow shrinks to this when it is used again from its start.
            database.Number($"PRAGMA journal_size_limit = {settings.CheckpointPages * 2L * PageBytes}");
            database.Execute($"PRAGMA cache_size = -{settings.CacheKib}; PRAGMA foreign_keys = 0");
            if (settings.PagesMax > 0)
                database.Number($"PRAGMA max_page_count = {settings.PagesMax}");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>How many pages the write-ahead log has room for: what earlier processes left there, killed ones too, is in it.</summary>
    public static int PagesInLog(string path) =>
        new FileInfo(path + "-wal") is { Exists: true, Length: var bytes } ? (int)Math.Min(int.MaxValue, bytes / PageBytes) : 0;

    /// <summary>A connection that only reads, and never checkpoints.</summary>
    public static Database OpenReader(string path, TimeSpan lockWait)
    {
        var database = OpenForReading(path);
        SetWait(database, lockWait);
        return database;
    }

    private static Database OpenForReading(string path)
    {
        var database = Database.OpenReader(path);
        try
        {
            database.Number("SELECT count(*) FROM sqlite_schema");
            return database;
        }
        catch (SqliteException error) when (
            (error.Rc & 0xFF) is SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY && !File.Exists(path + "-wal"))
        {
            // A copy in a folder that may not be written: there is no log beside it, so the file alone is the whole.
            database.Dispose();
            return Database.OpenImmutable(path);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static void SetWait(Database database, TimeSpan wait) =>
        database.Number($"PRAGMA busy_timeout = {(int)wait.TotalMilliseconds}");

    // SQLite gives its side files the mode of the database file.
    internal static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path))
            return;
        try
        {
            using var made = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JournalUnavailableException(
                JournalCodes.CannotOpen, $"'{path}' cannot be made: {error.Message}",
                "check that its folder exists and that this user may write to it", error);
        }
    }
}
