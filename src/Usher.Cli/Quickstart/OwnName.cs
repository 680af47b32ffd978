namespace Usher.Cli.Quickstart;

/// <summary>How a person calls this executable.</summary>
internal static class OwnName
{
    /// <summary>Set by a script that starts the executable and is itself what people call.</summary>
    public const string Variable = "USHER_COMMAND";

    private const string Plain = "usher";

    /// <summary>What the script says; "usher" if PATH leads to the executable, or nobody knows; else its path.</summary>
    public static string Of(string? executable, Surroundings surroundings)
    {
        if (surroundings.Variable(Variable) is { } script)
            return script;
        if (Path.GetFileNameWithoutExtension(executable) != Plain)
            return Plain;
        var folders = (surroundings.Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Any(folder => Target(folder) == executable) ? Plain : executable!;
    }

    /// <summary>Where a folder of PATH leads to, through a link to the folder or to the file.</summary>
    private static string Target(string folder)
    {
        var file = Path.Combine(Final(new DirectoryInfo(folder)), Plain);
        return Final(new FileInfo(file));
    }

    private static string Final(FileSystemInfo entry) =>
        entry.Exists ? (entry.ResolveLinkTarget(returnFinalTarget: true) ?? entry).FullName : entry.FullName;
}
