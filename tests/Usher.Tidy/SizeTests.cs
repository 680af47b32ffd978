using Usher.Tidy.Rules;

namespace Usher.Tidy;

public sealed class SizeTests(Repository repository) : IClassFixture<Repository>
{
    /// <summary>Never fails for size: ./test shows the lines that start with "tidy: ".</summary>
    [Fact]
    public void Large_methods_and_files_are_named()
    {
        var large = repository.Files.SelectMany(file => SizeReport.LargeFiles(file).Concat(SizeReport.LargeMethods(file))).ToList();
        Assert.All(large, line => Assert.Contains(" lines", line, StringComparison.Ordinal));
        foreach (var line in large)
            Console.WriteLine($"tidy: {line}");
    }

    [Theory]
    [InlineData(SizeReport.MethodLinesMax, 0)]
    [InlineData(SizeReport.MethodLinesMax + 1, 1)]
    public void A_method_is_large_from_one_line_over_the_limit(int lines, int found)
    {
        string[] body = ["class A", "{", "int B()", "{", .. Enumerable.Repeat("if (\"{\".Length == '}') { }", lines - 3), "}", "}"];
        Assert.Equal(found, SizeReport.LargeMethods(Tidy.File("src/A.cs", body)).Count());
    }

    [Theory]
    [InlineData(SizeReport.FileLinesMax, 0)]
    [InlineData(SizeReport.FileLinesMax + 1, 1)]
    public void A_file_is_large_from_one_line_over_the_limit(int lines, int found) =>
        Assert.Equal(found, SizeReport.LargeFiles(Tidy.File("src/A.cs", [.. Enumerable.Repeat("// a", lines)])).Count());
}
