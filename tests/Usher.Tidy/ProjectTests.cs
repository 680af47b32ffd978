using Usher.Tidy.Rules;

namespace Usher.Tidy;

public sealed class ProjectTests(Repository repository) : IClassFixture<Repository>
{
    [Fact]
    public void Dependencies_point_one_way() => Tidy.None(repository.Files.SelectMany(ProjectRules.Arrows));

    [Theory]
    [InlineData("Usher.Client", "Usher.Core")]
    [InlineData("Usher.Core", "Usher.Journal")]
    [InlineData("Usher.Journal", "Usher.Protocol")]
    [InlineData("Usher.Bench", "Usher.Server")]
    [InlineData("Usher.Brandnew", "Usher.Core")]
    public void A_forbidden_arrow_is_found(string from, string to) => Assert.Single(ProjectRules.Arrows(Project(from, to)));

    [Theory]
    [InlineData("Usher.Client", "Usher.Protocol")]
    [InlineData("Usher.Journal", "Usher.Core")]
    [InlineData("Usher.Cli", "Usher.Server")]
    public void An_allowed_arrow_passes(string from, string to) => Assert.Empty(ProjectRules.Arrows(Project(from, to)));

    private static SourceFile Project(string from, string to) => Tidy.File(
        $"src/{from}/{from}.csproj", "<Project>", $"<ItemGroup><ProjectReference Include=\"../{to}/{to}.csproj\" /></ItemGroup>", "</Project>");
}
