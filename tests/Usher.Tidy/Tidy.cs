namespace Usher.Tidy;

/// <summary>How the tests of the rules speak: no fault in the repository, and a fault in the bad sample.</summary>
internal static class Tidy
{
    public static void None(IEnumerable<string> faults)
    {
        var all = faults.ToList();
        if (all.Count > 0)
            Assert.Fail(string.Join('\n', all));
    }

    public static SourceFile File(string path, params string[] lines) => new(path, string.Join('\n', lines) + "\n");
}
