namespace Usher.Journal.Sqlite;

/// <summary>A call of SQLite that failed. Stays inside this folder; callers see a <see cref="JournalException"/>.</summary>
internal sealed class SqliteException(int rc, string message, string path) : Exception(message)
{
    /// <summary>Extended result code.</summary>
    public int Rc { get; } = rc;

    /// <summary>The same for the journal's callers.</summary>
    public JournalException AsFault() => SqliteFault.Of(Rc, Message, path);
}
