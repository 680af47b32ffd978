using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Usher.Server.Guard;

namespace Usher.Server.Tests.Guard;

public sealed class ReportOutboxTests : IDisposable
{
    private readonly Heard _heard = new();
    private readonly Courier _courier = new();

    public void Dispose() => _heard.Dispose();

    [Fact]
    public async Task A_notice_says_who_saw_what_where()
    {
        await using var outbox = Outbox();
        outbox.Post(Some.Report());
        var notice = JsonDocument.Parse(await _courier.NextAsync()).RootElement;
        Assert.Equal(
            ["port-reported/1", "aa", "appeared", "2026-11-22T12:00:00+00:00"],
            ((string[])["type", "server", "change", "at"]).Select(name => notice.GetProperty(name).GetString()));
        Assert.Equal("unexpected", notice.GetProperty("listener").GetProperty("verdict").GetString());
        Assert.Equal(27000, notice.GetProperty("listener").GetProperty("port").GetInt32());
        _courier.Done();
    }

    [Fact]
    public async Task One_is_delivered_at_a_time_and_one_too_many_is_dropped_and_logged()
    {
        await using var outbox = Outbox();
        outbox.Post(Some.Report());
        await _courier.NextAsync();
        for (var i = 0; i < ReportOutbox.WaitingMax; i++)
            outbox.Post(Some.Report());
        Assert.False(_heard.HasMore);
        outbox.Post(Some.Report());
        Assert.Contains("others wait already", (await _heard.LogAsync("")).Text, StringComparison.Ordinal);
        Assert.Equal(1, _courier.AtOnceMax);
    }

    [Fact]
    public async Task A_failure_is_logged_and_the_next_one_goes_out()
    {
        await using var outbox = Outbox();
        outbox.Post(Some.Report());
        outbox.Post(Some.Report("127.0.0.1:27001"));
        await _courier.NextAsync();
        _courier.Fail("no");
        Assert.Contains("was not delivered by test: no", (await _heard.LogAsync("127.0.0.1:27000/tcp")).Text, StringComparison.Ordinal);
        Assert.Contains("27001", System.Text.Encoding.UTF8.GetString(await _courier.NextAsync()), StringComparison.Ordinal);
    }

    private ReportOutbox Outbox() => new(_courier, "aa", _heard.CreateLogger<ReportOutbox>());

    private sealed class Courier : IReportDelivery
    {
        private readonly Channel<byte[]> _taken = Channel.CreateUnbounded<byte[]>();
        private TaskCompletionSource _under = new();
        private int _atOnce;

        public string Way => "test";

        public int AtOnceMax { get; private set; }

        public ValueTask<byte[]> NextAsync() => _taken.Reader.ReadAsync(TestContext.Current.CancellationToken);

        public void Done() => _under.SetResult();

        public void Fail(string why) => _under.SetException(new DeliveryException(why));

        public async Task DeliverAsync(ReadOnlyMemory<byte> notice, CancellationToken cancellationToken)
        {
            AtOnceMax = Math.Max(AtOnceMax, Interlocked.Increment(ref _atOnce));
            _under = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await _taken.Writer.WriteAsync(notice.ToArray(), cancellationToken);
            await _under.Task.WaitAsync(cancellationToken);
            Interlocked.Decrement(ref _atOnce);
        }
    }
}
