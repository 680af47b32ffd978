using Usher.Cli.Reports;

namespace Usher.Cli.Tests.Reports;

public sealed class CsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("", "")]
    public void Texts_are_quoted_where_they_must_be(string text, string written) => Assert.Equal($"{written}\r\n", Row(text));

    [Theory]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("  =1", "'  =1")]
    [InlineData("=1,2", "\"'=1,2\"")]
    [InlineData("a=1", "a=1")]
    public void No_text_becomes_a_formula(string text, string written) => Assert.Equal($"{written}\r\n", Row(text));

    [Fact]
    public void Numbers_and_times_are_written_as_such()
    {
        Assert.Equal(
            "-3,0.667,2027-06-01T12:00:00Z,90,,Html\r\n",
            Row(-3, 2.0 / 3, Fakes.FixedClock.Noon, TimeSpan.FromSeconds(90), null, PrintForm.Html));
    }

    private static string Row(params object?[] cells)
    {
        using var output = new StringWriter();
        Csv.Write(output, cells);
        return output.ToString();
    }
}
