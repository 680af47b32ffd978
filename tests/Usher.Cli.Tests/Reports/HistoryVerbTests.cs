using System.Text.Json;
using Usher.Cli.Tests.Fakes;

namespace Usher.Cli.Tests.Reports;

public sealed class HistoryVerbTests
{
    [Fact]
    public async Task History_draws_peaks_and_sums_them_up()
    {
        using var past = await PastStage.TypicalAsync();

        Assert.Equal(0, await past.RunAsync("history", "cad", "--since", "6h", "--bucket", "1h"));

        Assert.Equal(
            """
            acme/cad: seats in use, the most in each 1h, 2027-06-01 06:00 to 2027-06-01 12:00 UTC

              2 ┤┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄████████████┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
                ┤                                    ████████████
                ┤                                    ████████████
                ┤                                    ████████████
                ┤                                    ████████████
              1 ┤                                    ████████████████████████████████████
                ┤                                    ████████████████████████████████████
                ┤                                    ████████████████████████████████████
                ┤                                    ████████████████████████████████████
                ┤                                    ████████████████████████████████████
                └────────────────────────────────────────────────────────────────────────
                 06:00       07:00       08:00       09:00       10:00       11:00

            peak 2 of 2 (2027-06-01 09:00), 0.7 on average, full for 1h, 1 denial

            """, past.Stage.Output);
    }

    [Fact]
    public async Task History_is_one_object_for_scripts()
    {
        using var past = await PastStage.TypicalAsync();

        await past.RunAsync("history", "acme/cad", "--since", "4h", "--bucket", "2h", "--json");

        var json = past.Stage.Json;
        Assert.Equal(("cad", "acme", 7200), (json.GetProperty("feature").GetString(), json.GetProperty("vendor").GetString(), json.GetProperty("bucketSeconds").GetInt32()));
        Assert.Equal([2, 1], json.GetProperty("buckets").EnumerateArray().Select(bucket => bucket.GetProperty("usedPeak").GetInt32()));
        Assert.Equal([3600, 0], json.GetProperty("buckets").EnumerateArray().Select(bucket => bucket.GetProperty("fullSeconds").GetInt32()));
    }

    [Fact]
    public async Task History_is_rows_for_a_spreadsheet()
    {
        using var past = await PastStage.TypicalAsync();

        await past.RunAsync("history", "cad", "--since", "2h", "--bucket", "1h", "--csv");

        Assert.Equal(
            "at,covered_seconds,seats,used_peak,used_average,active_peak,lingering_peak,overdraft_peak,queued_peak,"
            + "active_seat_hours,lingering_seat_hours,overdraft_seat_hours,queued_seat_hours,full_seconds\r\n"
            + "2027-06-01T10:00:00Z,3600,2,1,1,1,0,0,0,1,0,0,0,0\r\n"
            + "2027-06-01T11:00:00Z,3600,2,1,1,1,0,0,0,1,0,0,0,0\r\n",
            past.Stage.Output);
    }

    [Theory]
    [InlineData("cat", "did you mean 'cad'?")]
    [InlineData("zzzzzz", "it knows acme/cad")]
    public async Task An_unknown_feature_is_met_with_a_guess(string feature, string hint)
    {
        using var past = await PastStage.TypicalAsync();

        Assert.Equal(ExitCode.Usage, await past.RunAsync("history", feature));

        Assert.Contains(hint, past.Stage.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_history_the_error_says_where_one_comes_from()
    {
        using var stage = new Stage();

        Assert.NotEqual(0, await stage.Run("history", "cad", "--data", stage.Folder));

        Assert.Contains("USH4030", stage.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7m")]
    [InlineData("90m")]
    [InlineData("1m")]
    [InlineData("60500ms")]
    public async Task A_step_that_does_not_fit_is_a_usage_error(string bucket)
    {
        using var past = await PastStage.TypicalAsync();

        Assert.Equal(ExitCode.Usage, await past.RunAsync("history", "cad", "--since", "30d", "--bucket", bucket));
        Assert.Contains($"--bucket {bucket} does not divide", past.Stage.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Denials_are_counted_by_cause_or_listed()
    {
        using var past = await PastStage.TypicalAsync();

        await past.RunAsync("denials");
        await past.RunAsync("denials", "cad", "--list");

        Assert.Equal(
            """
            FEATURE   DENIALS  USERS  CAUSE             CODE     LAST
            acme/cad        1      1  version too high  USH2002  2027-06-01 08:00:00Z
            AT                    FEATURE   SEATS  USER  HOST  WAITED  CAUSE             CODE
            2027-06-01 08:00:00Z  acme/cad      1  bob   desk          version too high  USH2002

            """, past.Stage.Output);
    }

    [Fact]
    public async Task No_denials_are_good_news()
    {
        using var past = await PastStage.TypicalAsync();

        await past.RunAsync("denials", "--user", "ann");

        Assert.Equal("nobody was denied seats since 2027-05-25 12:00 UTC\n", past.Stage.Output);
    }

    [Fact]
    public async Task Sessions_say_from_when_to_when_and_how_they_ended()
    {
        using var past = await PastStage.TypicalAsync();

        await past.RunAsync("sessions");

        Assert.Equal(
            """
            FEATURE   SEATS  USER  HOST  PROGRAM  GRANTED               FOR  END
            acme/cad      1  ann   desk  cad 7    2027-06-01 09:00:00Z  3h   still held
            acme/cad      1  bob   desk  cad 7    2027-06-01 09:00:00Z  1h   given back

            """, past.Stage.Output);
    }

    [Fact]
    public async Task Sessions_for_scripts_say_whether_there_are_more()
    {
        using var past = await PastStage.TypicalAsync();

        await past.RunAsync("sessions", "--max", "1", "--json");

        Assert.True(past.Stage.Json.GetProperty("more").GetBoolean());
        Assert.Equal(JsonValueKind.Null, past.Stage.Json.GetProperty("sessions")[0].GetProperty("endedAt").ValueKind);
    }

    [Fact]
    public async Task Two_forms_at_once_are_a_usage_error()
    {
        using var past = await PastStage.TypicalAsync();

        Assert.Equal(ExitCode.Usage, await past.RunAsync("sessions", "--json", "--csv"));
    }
}
