namespace Usher.Journal.Sqlite;

/// <summary>
/// Keeps a second server away: a file beside the database, locked for as long as this process lives. It also remembers
/// that there was a journal, so that a missing or emptied database is noticed and not taken for a fresh start.
/// </summary>
internal sealed class JournalLock : IDisposable
{
    private static readonly byte[] Mark = "usher journal\n"u8.ToArray();

    private readonly FileStream file;

    private JournalLock(FileStream file) => this.file = file;

    /// <summary>Whether a journal was made here before.</summary>
    public bool IsMarked => file.Length > 0;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="JournalUnavailableException">Another process has it, or the file cannot be made.</exception>
    public static JournalLock Take(string databasePath)
    {
        var path = databasePath + ".lock";
        try
        {
            return new JournalLock(new FileStream(path, Options()));
        }
        catch (IOException error) when (IsHeld(error))
        {
            throw new JournalUnavailableException(
                JournalCodes.AlreadyOpen, $"another server has the journal '{databasePath}' open",
                "stop it first, or give this one a data folder of its own", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JournalUnavailableException(
                JournalCodes.CannotOpen, $"'{path}' cannot be made: {error.Message}",
                "check that the folder exists, that this user may write to it, and that its disk is neither full nor mounted read-only", error);
        }
    }

    /// <summary>Remembers that there is a journal now.</summary>
    public void WriteMark()
    {
        if (IsMarked)
            return;
        file.Write(Mark);
        file.Flush(flushToDisk: true);
    }

    /// <inheritdoc />
    public void Dispose() => file.Dispose();

    // Sharing violation and lock violation of Windows; EAGAIN of Linux, EAGAIN of macOS and the BSDs.
    private static bool IsHeld(IOException error) => OperatingSystem.IsWindows()
        ? (error.HResult & 0xFFFF) is 32 or 33
        : error.HResult is 11 or 35;

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
