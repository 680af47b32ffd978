using Usher.Cli.Commands;
using Usher.Cli.Tests.Fakes;

namespace Usher.Cli.Tests.Reports;

public sealed class ReportTests
{
    private const string Evil = "<script>alert('1')</script>&\"";

    [Fact]
    public async Task The_page_is_whole_and_loads_nothing()
    {
        using var past = await PastStage.TypicalAsync();

        await past.RunAsync("report", "--format", "html");

        var page = past.Stage.Output;
        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        foreach (var outside in (string[])["http:", "https:", "src=", "<script", "<link", "<img", "url(", "@import", "onclick"])
            Assert.DoesNotContain(outside, page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_page_has_use_peaks_denials_and_people()
    {
        using var past = await PastStage.TypicalAsync();

        await past.RunAsync("report", "--from", "2027-06-01", "--format", "html");

        var page = past.Stage.Output;
        Assert.Contains("Peak 2 of 2 seats on 2027-06-01 09:00. 4.0 seat-hours in 2 sessions by 2 people.", page, StringComparison.Ordinal);
        Assert.Contains("<td>version too high</td><td>USH2002</td><td class=\"n\">1</td>", page, StringComparison.Ordinal);
        Assert.Contains("<tr><td>ann</td><td class=\"n\">3.0</td><td class=\"n\">1</td><td class=\"n\">1</td></tr>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_client_calls_itself_is_escaped()
    {
        using var past = await PastStage.TypicalAsync(bob: Evil);

        await past.RunAsync("report", "--format", "html");

        Assert.DoesNotContain("<script", past.Stage.Output, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;", past.Stage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_for_each_feature_is_for_spreadsheets()
    {
        using var past = await PastStage.TypicalAsync();

        await past.RunAsync("report", "--from", "2027-06-01", "--format", "csv");

        Assert.Equal(
            "vendor,feature,from,to,seats,seats_most,used_peak,peak_at,used_average,overdraft_peak,queued_peak,full_seconds,seat_hours,sessions,users,denials\r\n"
            + "acme,cad,2027-06-01T00:00:00Z,2027-06-02T00:00:00Z,2,2,2,2027-06-01T09:00:00Z,0.333,0,0,3600,4,2,2,1\r\n",
            past.Stage.Output);
    }

    [Fact]
    public async Task One_object_is_for_scripts()
    {
        using var past = await PastStage.TypicalAsync();

        await past.RunAsync("report", "--from", "2027-06-01", "--format", "json");

        var feature = past.Stage.Json.GetProperty("features")[0];
        Assert.Equal(4.0, feature.GetProperty("seatHours").GetDouble());
        Assert.Equal("versionTooHigh", feature.GetProperty("denials")[0].GetProperty("cause").GetString());
        Assert.Equal("ann", past.Stage.Json.GetProperty("users")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_report_goes_into_a_file()
    {
        using var past = await PastStage.TypicalAsync();

        Assert.Equal(0, await past.RunAsync("report", "--format", "html", "-o", past.Stage.At("report.html")));

        Assert.Empty(past.Stage.Output);
        Assert.StartsWith("<!doctype html>", await File.ReadAllTextAsync(past.Stage.At("report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_covers_whole_days_the_last_one_included()
    {
        Assert.Equal(
            (FixedClock.Noon.AddHours(-12 - 24), FixedClock.Noon.AddHours(12)),
            ReportCommand.Days(new DateOnly(2027, 5, 31), new DateOnly(2027, 6, 1), FixedClock.Noon));
        Assert.Equal(TimeSpan.FromDays(31), Span(ReportCommand.Days(null, null, FixedClock.Noon)));
    }

    [Fact]
    public void A_report_has_at_most_3660_days()
    {
        var last = new DateOnly(2027, 6, 1);

        Assert.Equal(TimeSpan.FromDays(3660), Span(ReportCommand.Days(last.AddDays(-3659), last, FixedClock.Noon)));
        Assert.Throws<FaultException>(() => ReportCommand.Days(last.AddDays(-3660), last, FixedClock.Noon));
        Assert.Throws<FaultException>(() => ReportCommand.Days(last.AddDays(1), last, FixedClock.Noon));
    }

    [Theory]
    [InlineData("--from", "01.06.2027")]
    [InlineData("--to", "2027-02-30")]
    [InlineData("--format", "pdf")]
    public async Task Bad_options_are_usage_errors(string option, string value)
    {
        using var past = await PastStage.TypicalAsync();

        Assert.Equal(ExitCode.Usage, await past.RunAsync("report", option, value));
    }

    private static TimeSpan Span((DateTimeOffset From, DateTimeOffset To) days) => days.To - days.From;
}
