namespace Usher.Core.Tests;

/// <summary>Runs every case that docs/decisions.md publishes.</summary>
public sealed class DecisionTableTests
{
    /// <summary>Fewer rows than this means that the table is not read as it is written.</summary>
    private const int CasesAtLeast = 60;

    public static TheoryData<DecisionCase> Cases => [.. DecisionCase.ReadAll()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_desk_decides_as_the_table_says(DecisionCase row)
    {
        var desk = CaseSteps.Play(row.Given);

        var answer = CaseSteps.Take(desk, row.When);

        var facts = CaseSteps.Split(row.Then);
        if (answer.Length > 0)
        {
            Assert.Equal(facts[0], answer);
            facts.RemoveAt(0);
        }

        Assert.All(facts, fact => Assert.Equal(fact, CaseFacts.Actual(desk, fact)));
    }

    [Fact]
    public void Every_row_of_the_table_is_read_and_has_a_name_of_its_own()
    {
        var names = DecisionCase.ReadAll().Select(row => row.Name).ToList();

        Assert.True(names.Count >= CasesAtLeast, $"only {names.Count} cases were read");
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Theory]
    [InlineData(typeof(DenialReason), "denied")]
    [InlineData(typeof(EndReason), "ended")]
    [InlineData(typeof(WaitEndReason), "left")]
    public void Every_reason_has_a_case(Type reasons, string verb)
    {
        var expected = DecisionCase.ReadAll().SelectMany(row => CaseSteps.Split(row.Then)).ToList();

        Assert.All(Enum.GetNames(reasons), reason => Assert.Contains(expected, fact => fact.EndsWith($"{verb} {reason}", StringComparison.Ordinal)));
    }
}
