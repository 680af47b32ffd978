using Usher.Journal;

namespace Usher.Server.Backup;

/// <summary>The wording of what can be wrong with a backup.</summary>
internal static class BackupFaults
{
    /// <summary>The journal cannot be read.</summary>
    internal static ServerStartException Unreadable(JournalException error) =>
        new(new ServerFault(error.Code, error.Message, error.Hint), error);

    internal static ServerStartException NotWhole(string file, string why, Exception? inner = null) => new(
        new ServerFault(
            ServerCodes.NotABackup,
            $"'{file}' is no whole backup of a server: {why}",
            "pass a file that 'usher backup' wrote, and copy it again if it came from elsewhere; nothing was restored"),
        inner);

    internal static ServerStartException TooNew(string file, string version) => new(new ServerFault(
        ServerCodes.NotABackup, $"'{file}' was made by Usher {version} in a format that this version does not read", "restore it with that version"));

    internal static ServerStartException Unwritable(string path, string why, Exception? inner = null) => new(
        new ServerFault(
            ServerCodes.BackupUnwritable,
            $"cannot write '{path}': {why}",
            "name a new file in a folder that is there, is yours, and has room for twice the journal"),
        inner);

    internal static ServerStartException NothingToBackUp(string folder) => new(new ServerFault(
        ServerCodes.WrongFolder, $"'{folder}' holds no server's key and journal", "name the data folder of a server that ran at least once, with --data"));

    internal static ServerStartException FolderInTheWay(string folder) => new(new ServerFault(
        ServerCodes.WrongFolder,
        $"'{folder}' holds something already, and a backup is never restored over it",
        "name a new folder with --data, or stop the server there and move its folder away"));
}
