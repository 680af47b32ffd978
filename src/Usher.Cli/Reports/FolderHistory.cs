using Usher.Core;
using Usher.Journal.History;

namespace Usher.Cli.Reports;

/// <summary>The history in a server's data folder on this machine.</summary>
internal sealed class FolderHistory(string folder, TimeProvider time) : IHistorySource
{
    private readonly HistoryReader _reader = new(Path.Combine(folder, HistorySettings.FileName));

    /// <inheritdoc/>
    public Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken) => Task.FromResult(time.GetUtcNow());

    /// <inheritdoc/>
    public Task<HistoryState> StateAsync(CancellationToken cancellationToken) => _reader.StateAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<UsageSeries> UsageAsync(PoolId pool, DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, CancellationToken cancellationToken) =>
        _reader.UsageAsync(pool, from, to, bucket, cancellationToken);

    /// <inheritdoc/>
    public Task<HistoryPage<SessionRecord>> SessionsAsync(HistoryFilter filter, int rowsMax, CancellationToken cancellationToken) =>
        _reader.SessionsAsync(filter, rowsMax, cancellationToken: cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DenialRecord>> DenialsAsync(HistoryFilter filter, int rowsMax, CancellationToken cancellationToken) =>
        (await _reader.DenialsAsync(filter, rowsMax, cancellationToken: cancellationToken)).Rows;

    /// <inheritdoc/>
    public Task<IReadOnlyList<DenialCount>> CountDenialsAsync(HistoryFilter filter, CancellationToken cancellationToken) =>
        _reader.CountDenialsAsync(filter, cancellationToken);

    /// <inheritdoc/>
    public async Task<(IReadOnlyList<FeatureReport> Features, IReadOnlyList<UserUse> Users)> ReportAsync(
        DateTimeOffset from, DateTimeOffset to, int usersMax, CancellationToken cancellationToken) =>
        (await _reader.ReportAsync(from, to, cancellationToken), await _reader.TopUsersAsync(new(from, to), usersMax, cancellationToken));

    /// <inheritdoc/>
    public void Dispose()
    {
        // A reader holds nothing open.
    }
}
