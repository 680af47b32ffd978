using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Usher.Server.Guard;

/// <summary>Reports on their way out of the server, one after the other, so that nobody waits for a slow receiver.</summary>
internal sealed partial class ReportOutbox : IAsyncDisposable
{
    /// <summary>Most reports that wait; one more is dropped, counted and logged.</summary>
    internal const int WaitingMax = 100;

    private readonly IReportDelivery delivery;
    private readonly string server;
    private readonly ILogger logger;
    private readonly Channel<PortReport> waiting = Channel.CreateBounded<PortReport>(WaitingMax);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task sending;

    internal ReportOutbox(IReportDelivery delivery, string server, ILogger<ReportOutbox> logger)
    {
        (this.delivery, this.server, this.logger) = (delivery, server, logger);
        sending = Task.Run(SendAsync);
    }

    /// <summary>Leaves a report to be delivered.</summary>
    internal void Post(PortReport report)
    {
        if (waiting.Writer.TryWrite(report))
            return;
        PortMetrics.Delivery(delivery.Way, "dropped");
        LogDropped(report.Judged.Listener.Endpoint, delivery.Way, WaitingMax);
    }

    /// <summary>Gives up what is under way and what waits.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await sending;
        (delivery as IDisposable)?.Dispose();
        stopping.Dispose();
    }

    private async Task SendAsync()
    {
        try
        {
            await foreach (var report in waiting.Reader.ReadAllAsync(stopping.Token))
                await SendAsync(report);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server ends.
        }
    }

    private async Task SendAsync(PortReport report)
    {
        var notice = JsonSerializer.SerializeToUtf8Bytes(PortNotice.Of(report, server), GuardJson.Default.PortNotice);
        try
        {
            await delivery.DeliverAsync(notice, stopping.Token);
            PortMetrics.Delivery(delivery.Way, "delivered");
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            // Mostly a DeliveryException; whatever else it is, the next report goes out.
            PortMetrics.Delivery(delivery.Way, "failed");
            LogFailed(report.Judged.Listener.Endpoint, delivery.Way, error.Message);
        }
    }

    [LoggerMessage(1856, LogLevel.Error, "The report about {Endpoint} was not delivered by {Way}: {Reason}")]
    private partial void LogFailed(string endpoint, string way, string reason);

    [LoggerMessage(1857, LogLevel.Error, "The report about {Endpoint} was not delivered by {Way}: {Waiting} others wait already")]
    private partial void LogDropped(string endpoint, string way, int waiting);
}
