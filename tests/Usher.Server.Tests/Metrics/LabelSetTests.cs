using FsCheck;
using FsCheck.Fluent;
using Usher.Server.Metrics;

namespace Usher.Server.Tests.Metrics;

public sealed class LabelSetTests
{
    [Fact]
    public void Labels_stand_in_order_of_name_however_they_were_given() =>
        Assert.Equal("code=\"a\",reason=\"b\"", LabelSet.Of([new("reason", "b"), new("code", "a")]).Text);

    [Fact]
    public void A_value_reads_back_as_it_was() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), value =>
    {
        var labels = LabelSet.Of([new("a", value.Get)]);
        return labels.Text.StartsWith("a=\"", StringComparison.Ordinal) && labels.Text.EndsWith('"')
            && !labels.Text.Contains('\n', StringComparison.Ordinal)
            && Unescape(labels.Text[3..^1]) == value.Get[..Math.Min(value.Get.Length, LabelSet.ValueCharactersMax)];
    }).Check(Config.QuickThrowOnFailure);

    [Theory]
    [InlineData("\\", "\\\\")]
    [InlineData("\"", "\\\"")]
    [InlineData("\n", "\\n")]
    [InlineData("\\n", "\\\\n")]
    public void A_backslash_a_quote_and_a_line_end_are_escaped(string value, string escaped) =>
        Assert.Equal($"a=\"{escaped}\"", LabelSet.Of([new("a", value)]).Text);

    [Theory]
    [InlineData(LabelSet.ValueCharactersMax, LabelSet.ValueCharactersMax)]
    [InlineData(LabelSet.ValueCharactersMax + 1, LabelSet.ValueCharactersMax)]
    public void A_value_is_cut_at_its_limit(int characters, int kept) =>
        Assert.Equal(kept, LabelSet.Of([new("a", new string('x', characters))]).Labels[0].Value.Length);

    [Fact]
    public void Nothing_and_numbers_are_values_too() =>
        Assert.Equal("a=\"\",b=\"7\",c=\"True\"", LabelSet.Of([new("a", null), new("b", 7), new("c", true)]).Text);

    private static string Unescape(string text)
    {
        var plain = new System.Text.StringBuilder();
        for (var at = 0; at < text.Length; at++)
            plain.Append(text[at] != '\\' ? text[at] : text[++at] == 'n' ? '\n' : text[at]);
        return plain.ToString();
    }
}
