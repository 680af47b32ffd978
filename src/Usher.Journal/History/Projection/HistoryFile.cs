using System.Globalization;
using SQLitePCL;
using Usher.Journal.Sqlite;

namespace Usher.Journal.History.Projection;

/// <summary>The history's database file. It holds nothing that the journal does not, so a doubtful one is made anew.</summary>
internal static class HistoryFile
{
    /// <summary>Marks the file as ours: "USHH" in ASCII.</summary>
    public const int ApplicationId = 0x55534848;

    /// <summary>Version of the tables. Another one is made anew, older or newer.</summary>
    public const int Version = 2;

    private const int PrimaryMask = 0xFF;
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(1);

    /// <summary>Opens the file for the one projector that writes it.</summary>
    /// <param name="path">Its folder exists.</param>
    /// <param name="rebuilding">Told why, when a file that is there is replaced.</param>
    /// <exception cref="SqliteException">It cannot be opened now.</exception>
    /// <exception cref="JournalException">It is another program's, or cannot be made.</exception>
    public static Database OpenWriter(string path, Action<string> rebuilding)
    {
        if (File.Exists(path) && Doubt(path) is { } doubt)
        {
            Delete(path);
            rebuilding(doubt);
        }
        else if (!File.Exists(path))
        {
            // Side files without their database would be taken for its own.
            Delete(path);
        }

        JournalFile.MakePrivate(path);
        return Open(path);
    }

    /// <summary>Opens the file for one reading.</summary>
    /// <exception cref="JournalException">There is none, or none that can be read.</exception>
    public static Database OpenReader(string path)
    {
        if (!File.Exists(path))
            throw Unreadable(JournalCodes.NoHistory, $"there is no history at '{path}'",
                "check the data folder; a server writes its history while it runs, unless History:Enabled is false");
        var database = JournalFile.OpenReader(path, LockWait);
        try
        {
            RefuseForeign(database);
            if (VersionOf(database) != Version)
                throw Unreadable(JournalCodes.HistoryOtherVersion, $"'{path}' has version {VersionOf(database)}; this Usher reads version {Version}",
                    "use the usher of the server's version; a server that starts brings its history to its own version");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static Database Open(string path)
    {
        var database = Database.OpenWriter(path);
        try
        {
            // Losing the last moments to a power cut is fine, they are projected again; a torn file is not, hence WAL.
            database.Number($"PRAGMA busy_timeout = {(int)LockWait.TotalMilliseconds}");
            database.Text("PRAGMA journal_mode = WAL");
            database.Execute("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8192; PRAGMA foreign_keys = 0");
            if (Schema.IsEmpty(database))
                MakeTables(database);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static void MakeTables(Database database)
    {
        using var reader = new StreamReader(
            typeof(HistoryFile).Assembly.GetManifestResourceStream("Usher.Journal.History.Tables.history.sql")!);
        database.Execute("BEGIN IMMEDIATE");
        database.Execute(reader.ReadToEnd());
        database.Execute(string.Create(
            CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}"));
        database.Execute("COMMIT");
    }

    /// <summary>Why the file is to be made anew; null: it is good.</summary>
    private static string? Doubt(string path)
    {
        try
        {
            using var database = JournalFile.OpenReader(path, LockWait);
            if (Schema.IsEmpty(database))
                return "the file is empty";
            RefuseForeign(database);
            return VersionOf(database) == Version ? null : $"the history has version {VersionOf(database)} and this Usher writes {Version}";
        }
        catch (SqliteException error) when (IsDamage(error))
        {
            return $"the file is damaged: {error.Message}";
        }
        catch (SqliteException error) when ((error.Rc & PrimaryMask) == raw.SQLITE_NOTADB)
        {
            throw Foreign(path);
        }
    }

    /// <summary>Whether the file's content cannot be right, so that it is to be made anew.</summary>
    public static bool IsDamage(SqliteException error) => (error.Rc & PrimaryMask) == raw.SQLITE_CORRUPT;

    /// <summary>Deletes the file and its side files.</summary>
    /// <exception cref="JournalUnavailableException">They may not be deleted.</exception>
    public static void Delete(string path)
    {
        try
        {
            foreach (var file in (string[])[path + "-wal", path + "-shm", path])
                File.Delete(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JournalUnavailableException(
                JournalCodes.CannotOpen, $"'{path}' cannot be replaced: {error.Message}",
                "check that its folder exists and that this user may write to it", error);
        }
    }

    private static long VersionOf(Database database) => database.Number("PRAGMA user_version");

    private static void RefuseForeign(Database database)
    {
        if (database.Number("PRAGMA application_id") != ApplicationId)
            throw Foreign(database.Path);
    }

    private static JournalCorruptException Foreign(string path) => new(
        JournalCodes.HistoryForeign, $"'{path}' is not a history of Usher",
        "move that file away; a server that runs writes a new one, and never to somebody else's");

    private static JournalUnavailableException Unreadable(string code, string message, string hint) => new(code, message, hint);
}
