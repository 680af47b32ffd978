using SQLitePCL;

namespace Usher.Journal.Sqlite;

/// <summary>SQLite's result codes as the journal's errors: one code, one cure.</summary>
internal static class SqliteFault
{
    private const int PrimaryMask = 0xFF;

    /// <summary>The error of an operation that left nothing behind.</summary>
    /// <param name="rc">Extended result code.</param>
    /// <param name="message">SQLite's words.</param>
    /// <param name="path">The database file.</param>
    public static JournalException Of(int rc, string message, string path) => (rc & PrimaryMask) switch
    {
        raw.SQLITE_FULL => Full(message, path),
        raw.SQLITE_IOERR when rc == raw.SQLITE_IOERR_SHMSIZE => Full("the index of its log cannot be made", path),
        raw.SQLITE_READONLY or raw.SQLITE_PERM => Unavailable(
            JournalCodes.ReadOnly, $"'{path}' may not be written: {message}",
            "check owner and mode of the file and its folder, and whether the disk is mounted read-only"),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Unavailable(
            JournalCodes.Locked, $"'{path}' is locked by another program: {message}",
            "close the sqlite3 shell or backup that writes to it; reading and '.backup' do no harm"),
        raw.SQLITE_CANTOPEN => Unavailable(
            JournalCodes.CannotOpen, $"'{path}' cannot be opened: {message}",
            "check that it is a file, that its folder exists, and that this user may read and write both"),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Damaged(message, path),
        raw.SQLITE_ERROR => Damaged($"its tables are not those of a journal: {message}", path),
        _ => Unavailable(
            JournalCodes.InputOutput, $"'{path}' cannot be read or written: {message} (SQLite error {rc})",
            "look for disk errors in the system's log (dmesg, journalctl -k); the server goes on once the disk works"),
    };

    /// <summary>The error of a COMMIT that may have happened.</summary>
    public static OutcomeUnknownException Unknown(int rc, string message, string path) => new(
        JournalCodes.OutcomeUnknown,
        $"it is not known whether a commit to '{path}' happened: {message} (SQLite error {rc})",
        "nothing to do: the server looks the batch up by its id; look for disk errors in the system's log");

    /// <summary>Whether a COMMIT that ended so may nevertheless survive a crash.</summary>
    public static bool IsUnclearAtCommit(int rc) => (rc & PrimaryMask) is not (raw.SQLITE_FULL or raw.SQLITE_BUSY);

    /// <summary>Whether a statement met a row that is already there.</summary>
    public static bool IsConstraint(int rc) => (rc & PrimaryMask) == raw.SQLITE_CONSTRAINT;

    /// <summary>The error of a file whose content is damaged.</summary>
    public static JournalCorruptException Damaged(string message, string path) => new(
        JournalCodes.FileDamaged,
        $"'{path}' is damaged: {message}",
        "stop the server, keep the damaged files, restore the newest good backup; 'usher verify-log --file' checks it (docs/journal.md)");

    private static JournalUnavailableException Full(string message, string path) => Unavailable(
        JournalCodes.DiskFull, $"no room to write '{path}': {message}",
        "free some space on its disk; a server that runs goes on by itself");

    private static JournalUnavailableException Unavailable(string code, string message, string hint) => new(code, message, hint);
}
