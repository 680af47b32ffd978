using SQLitePCL;

namespace Usher.Journal.Sqlite;

/// <summary>One connection to the file. Used by one thread at a time. Statements are prepared once and kept.</summary>
internal sealed class Database : IDisposable
{
    private readonly sqlite3 handle;
    private readonly Dictionary<string, Statement> statements = new(StringComparer.Ordinal);

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle, string path) => (this.handle, Path) = (handle, path);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Whether no transaction is open.</summary>
    public bool IsIdle => raw.sqlite3_get_autocommit(handle) != 0;

    /// <summary>Opens or makes the file for writing.</summary>
    public static Database OpenWriter(string path) =>
        Open(path, path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);

    /// <summary>Opens the file for reading, beside a writer or not.</summary>
    public static Database OpenReader(string path) => Open(path, path, raw.SQLITE_OPEN_READONLY);

    /// <summary>Opens a file that nobody writes, where not even SQLite's own side files can be made.</summary>
    public static Database OpenImmutable(string path) => Open(
        $"file:{Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1", path, raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI);

    /// <summary>A statement that stays prepared until the connection is closed. Reset it after use: <c>using</c>.</summary>
    public Statement Prepare(string sql)
    {
        if (statements.TryGetValue(sql, out var known))
            return known;
        Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared));
        return statements[sql] = new Statement(this, prepared);
    }

    /// <summary>Runs SQL that returns nothing.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(handle, sql));

    /// <summary>Runs SQL that returns nothing, and returns the extended result code instead of throwing.</summary>
    public int TryExecute(string sql)
    {
        raw.sqlite3_exec(handle, sql);
        return raw.sqlite3_extended_errcode(handle);
    }

    /// <summary>The number that a query returns.</summary>
    public long Number(string sql)
    {
        using var query = Prepare(sql);
        return query.Step() ? query.Int64(0) : 0;
    }

    /// <summary>The text that a query returns.</summary>
    public string Text(string sql)
    {
        using var query = Prepare(sql);
        return query.Step() ? query.Text(0) : "";
    }

    /// <summary>Pages that this connection wrote to the write-ahead log since it was asked last.</summary>
    public int TakePagesWritten()
    {
        raw.sqlite3_db_status(handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, resetFlg: 1);
        return pages;
    }

    /// <summary>Copies the write-ahead log into the database file as far as readers allow.</summary>
    /// <returns>Pages in the log, and how many of them are copied.</returns>
    public (int Pages, int Copied) Checkpoint()
    {
        Check(raw.sqlite3_wal_checkpoint_v2(handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var pages, out var copied));
        return (pages, copied);
    }

    /// <summary>Copies the database as it is at one instant, its write-ahead log included, into a file of its own, and syncs that.</summary>
    /// <param name="path">The file: empty, or not there.</param>
    /// <exception cref="SqliteException">It cannot be read or written.</exception>
    public void CopyTo(string path)
    {
        using var copy = OpenWriter(path);
        using var backup = raw.sqlite3_backup_init(copy.handle, "main", handle, "main");
        if (backup is null || backup.IsInvalid)
            throw new SqliteException(copy.LastCode, copy.LastMessage, path);
        var rc = raw.sqlite3_backup_step(backup, -1);
        if (rc != raw.SQLITE_DONE)
            throw new SqliteException(rc, raw.sqlite3_errstr(rc).utf8_to_string(), path);
    }

    /// <summary>What SQLite says about the last call.</summary>
    public string LastMessage => raw.sqlite3_errmsg(handle).utf8_to_string();

    /// <summary>What SQLite says about the last call, as a number.</summary>
    public int LastCode => raw.sqlite3_extended_errcode(handle);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Finish();
        statements.Clear();
        raw.sqlite3_close(handle);
    }

    /// <exception cref="SqliteException">The code is an error.</exception>
    internal void Check(int rc)
    {
        if (rc is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            throw new SqliteException(LastCode, LastMessage, Path);
    }

    private static Database Open(string name, string path, int flags)
    {
        var rc = raw.sqlite3_open_v2(name, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, vfs: null);
        if (rc != raw.SQLITE_OK)
        {
            var message = handle is null ? "out of memory" : raw.sqlite3_errmsg(handle).utf8_to_string();
            handle?.Dispose();
            throw new SqliteException(rc, message, path);
        }

        raw.sqlite3_extended_result_codes(handle, 1);
        return new Database(handle, path);
    }
}
