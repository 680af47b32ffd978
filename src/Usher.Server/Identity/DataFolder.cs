using Usher.Server.Management;

namespace Usher.Server.Identity;

/// <summary>The folder that holds all a server has, locked by the one server that runs on it.</summary>
/// <remarks>
/// <c>lock</c> is held open with an exclusive lock, which the system drops however the process ends. Who holds it stands
/// in <c>running.json</c>, because on Windows a locked file cannot be read.
/// </remarks>
internal sealed class DataFolder : IDisposable
{
    internal const string LockName = "lock";
    internal const string JournalName = "journal.db";

    private readonly FileStream hold;

    private DataFolder(string path, FileStream hold) => (Path, this.hold) = (path, hold);

    /// <summary>Absolute.</summary>
    internal string Path { get; }

    /// <summary>The journal's file.</summary>
    internal string JournalPath => System.IO.Path.Combine(Path, JournalName);

    /// <summary>The file of what reports read; may be deleted at any time.</summary>
    internal string HistoryPath => System.IO.Path.Combine(Path, Journal.History.HistorySettings.FileName);

    /// <summary>Makes the folder if it is not there, and locks it.</summary>
    /// <exception cref="ServerStartException">
    /// It cannot be used (USH4101), another server runs on it (USH4102), or everybody may write into it (USH4103).
    /// </exception>
    internal static DataFolder Lock(string folder)
    {
        var path = Prepare(folder);
        try
        {
            return new DataFolder(path, new FileStream(System.IO.Path.Combine(path, LockName), PrivateFiles.Exclusive(FileMode.OpenOrCreate)));
        }
        catch (IOException error) when (PrivateFiles.IsHeldByAnother(error))
        {
            throw new ServerStartException(FolderFaults.InUse(path, Owner(path)), error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ServerStartException(FolderFaults.Unusable(path, error), error);
        }
    }

    /// <summary>Makes the folder if it is not there, and checks that it is nobody else's to change.</summary>
    /// <returns>Its absolute path.</returns>
    /// <exception cref="ServerStartException">It cannot be used (USH4101), or everybody may write into it (USH4103).</exception>
    internal static string Prepare(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
            throw new ServerStartException(FolderFaults.Missing(folder ?? ""));
        try
        {
            var path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder));
            PrivateFiles.CreateFolder(path);
            return PrivateFiles.IsWritableByAll(path) ? throw new ServerStartException(FolderFaults.FolderExposed(path)) : path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ServerStartException(FolderFaults.Unusable(folder, error), error);
        }
    }

    /// <summary>Writes down who runs here, for <c>usher</c> commands and for a second server's error.</summary>
    internal void Announce(RunningServer server) => server.Write(Path);

    /// <summary>Lets another server run here.</summary>
    public void Dispose()
    {
        RunningServer.Forget(Path);
        hold.Dispose();
    }

    private static string Owner(string path) => RunningServer.Read(path) is { } other
        ? $": process {other.Pid}{(other.Endpoints.Count > 0 ? $", on {string.Join(", ", other.Endpoints)}" : "")}"
        : "";
}
