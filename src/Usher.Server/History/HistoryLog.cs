using Microsoft.Extensions.Logging;
using Usher.Journal;
using Usher.Journal.History;
using Usher.Server.Metrics;

namespace Usher.Server.History;

/// <summary>What the administrator should know of the history's projector.</summary>
internal sealed partial class HistoryLog(ILogger<HistoryLog> logger) : IHistoryObserver
{
    private bool isFailing;

    /// <summary>Where it counts. Default: for nobody.</summary>
    internal HistoryMetrics Metrics { get; init; } = HistoryMetrics.Unread;

    /// <inheritdoc />
    public void Projected(int events, long behind, TimeSpan elapsed) => Metrics.Projected(events, behind);

    /// <inheritdoc />
    public void CaughtUp()
    {
        Metrics.CaughtUp();
        if (isFailing)
            LogWorks();
        isFailing = false;
    }

    /// <inheritdoc />
    public void Rebuilding(string why) => LogRebuilding(why);

    /// <inheritdoc />
    public void Failed(Exception error, TimeSpan retryIn)
    {
        // Once until it works again: the same reason every five minutes helps nobody.
        if (isFailing)
            return;
        isFailing = true;
        if (error is JournalException known)
            LogFailed(known.Code, known.Message, known.Hint);
        else
            LogBroken(error);
    }

    /// <inheritdoc />
    public void Pruned(int rows)
    {
        // As it should be.
    }

    [LoggerMessage(1600, LogLevel.Information, "The history for reports is written anew from the journal: {Why}")]
    private partial void LogRebuilding(string why);

    [LoggerMessage(1601, LogLevel.Warning, "The history for reports cannot be written, seats are not affected; it is tried again: {Code}: {Message}; {Hint}")]
    private partial void LogFailed(string code, string message, string hint);

    [LoggerMessage(1602, LogLevel.Error, "The history for reports cannot be written, seats are not affected; it is tried again")]
    private partial void LogBroken(Exception error);

    [LoggerMessage(1603, LogLevel.Information, "The history for reports is written again")]
    private partial void LogWorks();
}
