namespace Usher.Tidy;

/// <summary>The repository's text files, read once: the folders that hold our own work, and the files at the root.</summary>
public sealed class Repository
{
    private static readonly string[] _folders = [".ci", "bench", "clients", "deploy", "docs", "samples", "src", "tests"];
    private static readonly string[] _notOurs = ["node_modules", "bin", "obj", "TestResults", "__pycache__", "dist"];

    public string Root { get; } = FindRoot();

    public IReadOnlyList<SourceFile> Files { get; }

    public Repository() => Files = [.. Paths().Select(Read).OfType<SourceFile>()];

    public SourceFile? Find(string path) => Files.FirstOrDefault(file => file.Path == path);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Usher.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("no Usher.slnx above the test's folder");
    }

    private IEnumerable<string> Paths() => Directory.EnumerateFiles(Root)
        .Where(path => Path.GetFileName(path) != ".git")
        .Concat(_folders.Select(folder => Path.Combine(Root, folder)).Where(Directory.Exists).SelectMany(Under))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Under(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder).Where(inner => !_notOurs.Contains(Path.GetFileName(inner))).SelectMany(Under));

    private SourceFile? Read(string path)
    {
        var text = File.ReadAllText(path);
        return text.Contains('\0') ? null : new(Path.GetRelativePath(Root, path).Replace('\\', '/'), text);
    }
}
