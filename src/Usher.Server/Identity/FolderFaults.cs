namespace Usher.Server.Identity;

/// <summary>The wording of what can be wrong with the data folder.</summary>
internal static class FolderFaults
{
    internal static ServerFault Unusable(string path, Exception error) => new(
        ServerCodes.FolderUnusable,
        $"{path} cannot be used: {error.Message.TrimEnd('.')}",
        "give the user that runs the server a folder of its own on a local disk, or name another with --data");

    internal static ServerFault Missing(string path) => new(
        ServerCodes.FolderUnusable,
        "no data folder was named",
        $"name one with --data{(path.Length > 0 ? $", not '{path}'" : "")}");

    internal static ServerFault KeyExposed(string path) => new(
        ServerCodes.FolderExposed,
        $"others on this machine may read the server's key {path}",
        $"run 'chmod 600 {path}'; if somebody may have read it, delete it and have the licenses issued for the new identity");

    internal static ServerFault FolderExposed(string path) => new(
        ServerCodes.FolderExposed,
        $"everybody on this machine may write into the data folder {path}",
        $"run 'chmod 700 {path}', or name a folder of the server's own with --data");

    internal static ServerFault KeyDamaged(string path) => new(
        ServerCodes.KeyDamaged,
        $"{path} holds no P-256 private key in PEM",
        "restore it from a backup; without one, delete it: the server gets a new identity, and its licenses must be issued again");

    internal static ServerFault InUse(string path, string owner) => new(
        ServerCodes.FolderInUse,
        $"another server runs on {path}{owner}",
        "use that one, stop it first, or name another folder with --data");
}
