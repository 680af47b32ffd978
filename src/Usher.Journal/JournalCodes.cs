namespace Usher.Journal;

/// <summary>The codes of this library's errors; docs/errors.md has the table with the cures.</summary>
public static class JournalCodes
{
    /// <summary>No room on the disk. Nothing was written.</summary>
    public const string DiskFull = "USH4001";

    /// <summary>The file or its folder may not be written.</summary>
    public const string ReadOnly = "USH4002";

    /// <summary>Another program kept the file locked for longer than the wait limit.</summary>
    public const string Locked = "USH4003";

    /// <summary>The operating system reported an input/output error.</summary>
    public const string InputOutput = "USH4004";

    /// <summary>The file cannot be opened: missing folder, missing permission, not a file.</summary>
    public const string CannotOpen = "USH4005";

    /// <summary>Another Usher server has the journal open.</summary>
    public const string AlreadyOpen = "USH4006";

    /// <summary>The file is a database, but not a journal of Usher.</summary>
    public const string Foreign = "USH4007";

    /// <summary>The journal was written by a newer version of Usher.</summary>
    public const string TooNew = "USH4008";

    /// <summary>A commit failed in a way that leaves open whether it happened.</summary>
    public const string OutcomeUnknown = "USH4009";

    /// <summary>The journal has not yet recovered from a commit whose outcome was unknown.</summary>
    public const string Unsettled = "USH4010";

    /// <summary>The journal was closed while work was waiting.</summary>
    public const string Closed = "USH4011";

    /// <summary>The file is damaged: SQLite cannot read its pages.</summary>
    public const string FileDamaged = "USH4020";

    /// <summary>An entry is not the one that was written: the hash chain is broken.</summary>
    public const string ChainBroken = "USH4021";

    /// <summary>The bytes of an entry are not events.</summary>
    public const string NotEvents = "USH4022";

    /// <summary>A snapshot holds events that the log does not have: the log was shortened.</summary>
    public const string LogShortened = "USH4023";

    /// <summary>There was a journal here, and now the file is missing or empty.</summary>
    public const string Vanished = "USH4024";

    /// <summary>There is no history yet: no server has written one in this data folder.</summary>
    public const string NoHistory = "USH4030";

    /// <summary>The file is a database, but not a history of Usher.</summary>
    public const string HistoryForeign = "USH4031";

    /// <summary>The history is of another version of Usher than the one that reads it.</summary>
    public const string HistoryOtherVersion = "USH4032";
}
