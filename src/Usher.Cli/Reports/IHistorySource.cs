using Usher.Core;
using Usher.Journal.History;

namespace Usher.Cli.Reports;

/// <summary>
/// A history that the commands ask: the file of a data folder on this machine, or the administration of a server elsewhere.
/// Both give the same records.
/// </summary>
internal interface IHistorySource : IDisposable
{
    /// <summary>The time where the history is.</summary>
    Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken);

    /// <summary>What it covers.</summary>
    Task<HistoryState> StateAsync(CancellationToken cancellationToken);

    /// <summary>Use over time; the bucket is one that <see cref="HistoryReader.Divides"/> the time.</summary>
    Task<UsageSeries> UsageAsync(PoolId pool, DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, CancellationToken cancellationToken);

    /// <summary>Sessions that lived in the time, the last granted first, at most <see cref="HistoryReader.RowsMax"/>.</summary>
    Task<HistoryPage<SessionRecord>> SessionsAsync(HistoryFilter filter, int rowsMax, CancellationToken cancellationToken);

    /// <summary>Denials of the time, the last first, at most <see cref="HistoryReader.RowsMax"/>.</summary>
    Task<IReadOnlyList<DenialRecord>> DenialsAsync(HistoryFilter filter, int rowsMax, CancellationToken cancellationToken);

    /// <summary>Denials by feature and cause, most first.</summary>
    Task<IReadOnlyList<DenialCount>> CountDenialsAsync(HistoryFilter filter, CancellationToken cancellationToken);

    /// <summary>What a time came to, feature by feature, and those who used most.</summary>
    Task<(IReadOnlyList<FeatureReport> Features, IReadOnlyList<UserUse> Users)> ReportAsync(
        DateTimeOffset from, DateTimeOffset to, int usersMax, CancellationToken cancellationToken);
}
