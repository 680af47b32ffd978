namespace Usher.Transcripts;

/// <summary>Where the transcripts are, and the executable that they run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Transcripts { get; } = Path.Combine(Root, "tests", "Usher.Transcripts", "transcripts");

    /// <summary>The folder of the 'usher' to try: ./test names the one file that ships, else it is what ./usher built.</summary>
    public static string Executables { get; } = Path.Combine(Root, "artifacts", Environment.GetEnvironmentVariable("USHER_TRANSCRIPTS_OF") ?? "usher");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Usher.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("no Usher.slnx above the test's folder");
    }
}
