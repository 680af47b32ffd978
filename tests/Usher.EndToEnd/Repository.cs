namespace Usher.EndToEnd;

/// <summary>Where the tree and the executable under test are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The published command; <c>./test</c> makes it.</summary>
    public static string Usher { get; } = Path.Combine(Root, "artifacts", "usher", "usher");

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Usher.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no Usher.slnx above the tests");
        return folder;
    }
}
