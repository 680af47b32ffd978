using Usher.Tidy.Rules;

namespace Usher.Tidy;

public sealed class TextTests(Repository repository) : IClassFixture<Repository>
{
    // Put together here, so that this file keeps the rules that it tests.
    private const string Note = "TO" + "DO";
    private const string MachinePath = "/wo" + "rk/main";
    private const string Registry = "https://api.nuget" + ".org/v3";
    private const string Outside = ".." + "/../../shared/x.json";

    [Fact]
    public void Every_line_ends_clean() => Tidy.None(repository.Files.SelectMany(TextRules.WhiteSpace));

    [Fact]
    public void Every_note_for_later_names_its_issue() => Tidy.None(repository.Files.SelectMany(TextRules.UnfiledNotes));

    [Fact]
    public void No_file_holds_a_trace_of_one_machine() => Tidy.None(repository.Files.SelectMany(TextRules.MachineTraces));

    [Fact]
    public void Nothing_is_built_from_outside_the_repository() => Tidy.None(repository.Files.SelectMany(TextRules.OutsideReferences));

    [Fact]
    public void The_repository_was_really_read()
    {
        Assert.Contains(repository.Files, file => file.Path == "usher");
        Assert.Contains(repository.Files, file => file.Path == "src/Usher.Cli/Usher.Cli.csproj");
        Assert.DoesNotContain(repository.Files, file => file.Path.StartsWith("artifacts/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a\tb\n")]
    [InlineData("a \n")]
    [InlineData("a\r\n")]
    [InlineData("a")]
    [InlineData("a\n\n")]
    public void Unclean_white_space_is_found(string text) => Assert.Single(TextRules.WhiteSpace(new("docs/a.md", text)).Take(1));

    [Fact]
    public void Clean_text_passes() => Assert.Empty(TextRules.WhiteSpace(new("docs/a.md", "a\n\n  b\n")));

    [Fact]
    public void A_note_without_an_issue_is_found_with_its_line() =>
        Assert.StartsWith("src/A.cs:2:", Assert.Single(TextRules.UnfiledNotes(Tidy.File("src/A.cs", "", $"// {Note} later"))));

    [Fact]
    public void A_note_with_an_issue_passes() => Assert.Empty(TextRules.UnfiledNotes(Tidy.File("src/A.cs", $"// {Note}(#12) later")));

    [Theory]
    [InlineData(MachinePath)]
    [InlineData("'/ro" + "ot/x'")]
    [InlineData(Registry)]
    public void A_trace_of_one_machine_is_found(string text) => Assert.Single(TextRules.MachineTraces(Tidy.File("docs/a.md", text)));

    [Theory]
    [InlineData("docs/work/a.md")]
    [InlineData("$root/work/x")]
    [InlineData("https://spec.openapis.org/")]
    public void Text_that_only_looks_like_one_passes(string text) => Assert.Empty(TextRules.MachineTraces(Tidy.File("docs/a.md", text)));

    [Fact]
    public void A_reference_that_leaves_the_repository_is_found() =>
        Assert.Single(TextRules.OutsideReferences(Tidy.File("src/A/A.csproj", $"<Content Include=\"{Outside}\" />")));

    [Fact]
    public void A_reference_inside_it_passes() =>
        Assert.Empty(TextRules.OutsideReferences(Tidy.File("src/A/A.csproj", "<ProjectReference Include=\"../../bench/B/B.csproj\" />")));
}
