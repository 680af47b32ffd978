namespace Usher.Transcripts;

/// <summary>Where the transcripts are, and where ./usher puts the executable that they run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Transcripts { get; } = Path.Combine(Root, "tests", "Usher.Transcripts", "transcripts");

    /// <summary>The folder of the published 'usher'; ./test and ./usher fill it.</summary>
    public static string Executables { get; } = Path.Combine(Root, "artifacts", "usher");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Usher.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("no Usher.slnx above the test's folder");
    }
}
