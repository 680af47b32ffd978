using Usher.Tidy.Rules;

namespace Usher.Tidy;

public sealed class ContractTests(Repository repository) : IClassFixture<Repository>
{
    // The codes are put together here, so that this file defines none.
    private const string Code = "USH" + "2003";

    [Fact]
    public void Every_event_id_is_used_once() => Tidy.None(ContractRules.EventIds(repository.Files));

    [Fact]
    public void Every_error_code_has_one_constant_and_one_row() =>
        Tidy.None(ContractRules.ErrorCodes(repository.Files, Assert.IsType<SourceFile>(repository.Find("docs/errors.md"))));

    [Fact]
    public void Every_option_of_the_server_is_documented()
    {
        var page = repository.Find("docs/configuration.md");
        Assert.SkipWhen(page is null, "docs/configuration.md does not exist yet");
        Tidy.None(ContractRules.Options(repository.Files, page!));
    }

    [Fact]
    public void A_shared_event_id_is_found_across_files()
    {
        var one = Tidy.File("src/A.cs", "[LoggerMessage(2100, LogLevel.Warning, \"a ) b\")]");
        var other = Tidy.File("src/B.cs", "[LoggerMessage(Level = LogLevel.Warning, EventId = 2100, Message = \"b\")]");
        Assert.Contains("src/A.cs:1 and src/B.cs:1", Assert.Single(ContractRules.EventIds([one, other])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_without_an_event_id_is_found() =>
        Assert.Single(ContractRules.EventIds([Tidy.File("src/A.cs", "[LoggerMessage(LogLevel.Warning, \"a\")]")]));

    [Fact]
    public void Different_event_ids_and_examples_in_comments_pass() => Assert.Empty(ContractRules.EventIds(
        [Tidy.File("src/A.cs", "[LoggerMessage(1, LogLevel.Debug, \"a\")]", "[LoggerMessage(2, LogLevel.Debug, \"b\")]", "// [LoggerMessage(2, \"c\")]")]));

    [Fact]
    public void A_code_without_a_row_is_found() =>
        Assert.Contains("no row", Assert.Single(ContractRules.ErrorCodes([Constant("A")], Table())), StringComparison.Ordinal);

    [Fact]
    public void A_row_without_a_code_is_found() =>
        Assert.Contains("no constant", Assert.Single(ContractRules.ErrorCodes([], Table(Code))), StringComparison.Ordinal);

    [Fact]
    public void A_code_with_two_constants_or_two_rows_is_found()
    {
        Assert.Contains("more than once", Assert.Single(ContractRules.ErrorCodes([Constant("A"), Constant("B")], Table(Code))), StringComparison.Ordinal);
        Assert.Contains("more than once", Assert.Single(ContractRules.ErrorCodes([Constant("A")], Table(Code, Code))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_with_its_row_passes() => Assert.Empty(ContractRules.ErrorCodes([Constant("A")], Table(Code)));

    [Theory]
    [InlineData("| LingerMax | 30 s |", 0)]
    [InlineData("| `Leases:lingerMax` | 30 s |", 0)]
    [InlineData("| LingerMaxima | 30 s |", 1)]
    public void An_undocumented_option_is_found(string row, int faults)
    {
        var options = Tidy.File("src/Usher.Server/LeaseOptions.cs", "public TimeSpan LingerMax { get; set; } = TimeSpan.Zero;");
        Assert.Equal(faults, ContractRules.Options([options], Tidy.File("docs/configuration.md", row)).Count());
    }

    private static SourceFile Constant(string name) => Tidy.File($"src/{name}.cs", $"public const string {name} = \"{Code}\";");

    private static SourceFile Table(params string[] codes) => Tidy.File("docs/errors.md", [.. codes.Select(code => $"| `{code}` | a | b | no |")]);
}
