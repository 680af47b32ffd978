using Usher.Server.Options;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Management.Reports;

public sealed class HistoryOptionsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_history_is_written_unless_it_is_switched_off(bool isEnabled)
    {
        // A server that stops has written its history to the end.
        await using (await RunningUsher.StartAsync(RunningUsher.Options(folder.Path) with { History = new() { Enabled = isEnabled } }))
        {
        }

        Assert.Equal(isEnabled, File.Exists(folder["history.db"]));
    }

    [Fact]
    public void Every_option_reaches_the_projector()
    {
        var options = new HistoryOptions
        {
            SessionsKept = TimeSpan.FromDays(1), UsageKept = TimeSpan.FromDays(2), MinutesKept = TimeSpan.FromDays(3), EventsPerBatchMax = 4,
            Gather = TimeSpan.FromSeconds(5),
        };

        var settings = options.At("p");

        Assert.Equal(
            ("p", 1, 2, 3, 4, 5),
            (settings.Path, settings.SessionsKept.Days, settings.UsageKept.Days, settings.MinutesKept.Days, settings.EventsPerBatchMax, settings.Gather.Seconds));
    }

    [Fact]
    public void The_defaults_are_those_of_the_projector() => Assert.Equal(new() { Path = "p" }, new HistoryOptions().At("p"));
}
