using Usher.Core;
using Usher.Journal.Sqlite;

namespace Usher.Journal.History.Projection;

/// <summary>The queue and the denials of one stream as rows.</summary>
internal sealed class WaitRows
{
    private readonly Database database;
    private readonly long stream;

    /// <summary>The queue as it is stored.</summary>
    public WaitRows(Database database, long stream)
    {
        (this.database, this.stream) = (database, stream);
        using var query = database.Prepare(HistorySql.CountWaits).Bind(1, stream);
        query.Step();
        (Count, SeatsWanted) = (query.Int64(0), query.Int64(1));
    }

    /// <summary>Requests in the queue.</summary>
    public long Count { get; private set; }

    /// <summary>Seats that they want.</summary>
    public long SeatsWanted { get; private set; }

    /// <summary>A request joins, unless it waits or has seats already.</summary>
    public void Add(long sequence, PoolEvent.WaitStarted started)
    {
        using var add = database.Prepare(HistorySql.AddWait)
            .Bind(1, stream).Bind(2, started.Lease.Value).Bind(3, sequence).Bind(4, started.At.UtcTicks);
        SessionRows.BindHolder(add, 5, started.Holder).Bind(9, started.Seats).Bind(10, started.Version.ToString());
        if (add.Step())
            (Count, SeatsWanted) = (Count + 1, SeatsWanted + started.Seats);
    }

    /// <summary>A request got its seats.</summary>
    /// <returns>How long it waited, in ticks; 0 when it did not.</returns>
    public long Serve(LeaseId lease, DateTimeOffset at) => Remove(lease) is { } wait ? Waited(wait, at) : 0;

    /// <summary>A request left without seats: a denial.</summary>
    public void Leave(long sequence, PoolEvent.WaitEnded ended)
    {
        if (Remove(ended.Lease) is { } wait)
            Deny(sequence, wait with { At = ended.At }, (DenialCause)(100 + (int)ended.Reason), Waited(wait, ended.At));
    }

    /// <summary>A request was refused at once.</summary>
    public void Deny(long sequence, PoolEvent.CheckoutDenied denied) => Deny(sequence, denied, (DenialCause)(int)denied.Reason, waited: 0);

    private PoolEvent.CheckoutDenied? Remove(LeaseId lease)
    {
        if (Count == 0)
            return null;
        using var remove = database.Prepare(HistorySql.EndWait).Bind(1, stream).Bind(2, lease.Value);
        if (!remove.Step())
            return null;

        var holder = new Holder(remove.Text(1), remove.Text(2), remove.Text(3), remove.Text(4));
        var seats = (int)remove.Int64(5);
        (Count, SeatsWanted) = (Count - 1, SeatsWanted - seats);
        return new PoolEvent.CheckoutDenied(
            new DateTimeOffset(remove.Int64(0), TimeSpan.Zero), default, lease, holder, seats, FeatureVersion.Parse(remove.Text(6)), default);
    }

    private void Deny(long sequence, PoolEvent.CheckoutDenied denied, DenialCause cause, long waited)
    {
        var add = database.Prepare(HistorySql.AddDenial).Bind(1, stream).Bind(2, sequence).Bind(3, denied.At.UtcTicks);
        SessionRows.BindHolder(add, 4, denied.Holder)
            .Bind(8, denied.Seats).Bind(9, denied.Version.ToString()).Bind(10, (long)cause).Bind(11, waited).Run();
    }

    private static long Waited(PoolEvent.CheckoutDenied wait, DateTimeOffset until) => Math.Max(0, (until - wait.At).Ticks);
}
