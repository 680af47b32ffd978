namespace Usher.Cli.Children;

/// <summary>Finds the file that a command's name means, as shells do: by PATH unless the name has a slash.</summary>
internal static class ChildCommand
{
    /// <summary>The path of the executable.</summary>
    /// <exception cref="FaultException">There is none (exit code 127), or it cannot be executed (126).</exception>
    public static string Find(string name, Surroundings surroundings)
    {
        var candidates = IsPath(name) ? [name] : InFolders(name, surroundings.Variable("PATH") ?? "").ToArray();
        if (candidates.FirstOrDefault(IsExecutable) is { } found)
            return Path.GetFullPath(found);
        throw candidates.FirstOrDefault(Path.Exists) is { } there
            ? new FaultException(ExitCode.NotExecutable, new Fault(
                CliCodes.CommandNotExecutable, $"'{there}' cannot be executed",
                Directory.Exists(there) ? "it is a folder; name the program in it" : $"make it executable: chmod +x {there}"))
            : NotFound(name);
    }

    private static FaultException NotFound(string name) => new(ExitCode.NotFound, new Fault(
        CliCodes.CommandNotFound,
        $"there is no command '{name}'",
        IsPath(name) ? "check the path; a relative one starts at the current folder" : "check the spelling, and that its folder is in PATH; a script here is ./NAME"));

    private static bool IsPath(string name) =>
        name.Contains(Path.DirectorySeparatorChar) || name.Contains(Path.AltDirectorySeparatorChar) || name.Length == 0;

    /// <summary>An empty entry of PATH is the current folder, by POSIX.</summary>
    private static IEnumerable<string> InFolders(string name, string path) =>
        from folder in path.Split(Path.PathSeparator)
        from ending in OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat", ""] : (string[])[""]
        select Path.Combine(folder.Length == 0 ? "." : folder, name + ending);

    private static bool IsExecutable(string path) => File.Exists(path)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
