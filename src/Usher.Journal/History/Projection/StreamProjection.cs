using Usher.Core;
using Usher.Journal.Sqlite;

namespace Usher.Journal.History.Projection;

/// <summary>
/// One pool's events as rows. What is kept in memory are counts only; who holds what is in the tables, so that a restart
/// goes on without replaying. Used inside a transaction; after a rollback it is thrown away and loaded again.
/// </summary>
internal sealed class StreamProjection
{
    private readonly Database database;
    private readonly StreamRows rows;
    private readonly SessionRows sessions;
    private readonly WaitRows waits;
    private readonly UseBook book = new();
    private readonly CapacitySteps capacity;
    private readonly UsageMeter minutes;
    private readonly UsageMeter hours;
    private readonly long id;
    private SeatUse metered;
    private long seenAt;
    private bool capacityChanged;

    /// <summary>Goes on where the tables end.</summary>
    public StreamProjection(Database database, StreamId stream, PoolId pool)
    {
        this.database = database;
        rows = new StreamRows(database);
        (id, Position, Hash, seenAt) = rows.FindOrAdd(stream, pool);
        sessions = new SessionRows(database, id);
        waits = new WaitRows(database, id);
        capacity = new CapacitySteps(rows.Capacity(id));
        minutes = new UsageMeter(TimeSpan.TicksPerMinute, capacity);
        hours = new UsageMeter(TimeSpan.TicksPerHour, capacity);
        Restore(minutes, HistorySql.LastMinute);
        Restore(hours, HistorySql.LastHour);
        foreach (var line in rows.Lines(id))
            book.Restore(line);
        CountAgain();
        metered = Use;
    }

    /// <summary>The last event that is projected.</summary>
    public long Position { get; private set; }

    /// <summary>The chain's hash of the journal entry that event is in; empty at the beginning.</summary>
    public ReadOnlyMemory<byte> Hash { get; private set; }

    private SeatUse Use => book.Use with { Queued = waits.SeatsWanted };

    /// <summary>Projects the next event.</summary>
    public void Apply(long sequence, PoolEvent happened)
    {
        // A clock that went back does not: what happens then counts from the latest time that was seen.
        seenAt = Math.Max(seenAt, happened.At.UtcTicks);
        switch (happened)
        {
            case PoolEvent.LinesSet set: SetLines(set); break;
            case PoolEvent.LeaseGranted granted: Seat(sequence, granted); break;
            case PoolEvent.LeaseResumed resumed: SetLingering(resumed.Lease, false); break;
            case PoolEvent.LeaseLingering lingering: SetLingering(lingering.Lease, true); break;
            case PoolEvent.LeaseMoved moved: Move(moved); break;
            case PoolEvent.LeaseEnded ended: End(ended); break;
            case PoolEvent.WaitStarted started: waits.Add(sequence, started); break;
            case PoolEvent.WaitEnded ended: waits.Leave(sequence, ended); break;
            case PoolEvent.CheckoutDenied denied: waits.Deny(sequence, denied); break;
            case PoolEvent.ServiceResumed: BringAllBack(); break;
        }

        Position = sequence;
        if (Use != metered)
            Meter();
    }

    /// <summary>Writes the counts and the place.</summary>
    /// <param name="hash">Of the journal entry that the last event is in.</param>
    public void Save(ReadOnlyMemory<byte> hash)
    {
        Hash = hash;
        foreach (var row in minutes.TakeRows())
            UsageRows.Save(database, HistorySql.SaveMinute, id, row);
        foreach (var row in hours.TakeRows())
            UsageRows.Save(database, HistorySql.SaveHour, id, row);
        if (book.LinesChanged)
            rows.SaveLines(id, book.Lines);
        if (capacityChanged)
            rows.SaveCapacity(id, capacity.Steps);
        (book.LinesChanged, capacityChanged) = (false, false);
        rows.Move(id, Position, hash.Span, seenAt);
    }

    private void Restore(UsageMeter meter, string sql)
    {
        if (UsageRows.Last(database, sql, id, long.MaxValue) is { } last)
            meter.Restore(last, seenAt);
    }

    private void SetLines(PoolEvent.LinesSet set)
    {
        if (book.Set(set.Lines))
            CountAgain();
        capacity.Set(seenAt, set.Lines);
        capacityChanged = true;
        Meter();
    }

    private void CountAgain()
    {
        book.Clear();
        foreach (var held in sessions.AllOpen())
            book.Take(held);
        book.DropUnused();
    }

    private void Seat(long sequence, PoolEvent.LeaseGranted granted)
    {
        var waited = waits.Serve(granted.Lease, granted.At);
        if (sessions.Add(sequence, granted, waited))
            book.Take(new HeldSeats(granted.Draws.IsDefault ? [] : granted.Draws, granted.Holder, Lingering: false));
    }

    private void SetLingering(LeaseId lease, bool lingering)
    {
        if (sessions.SetLingering(lease, lingering) is { } held)
            book.ChangeState(held);
    }

    private void Move(PoolEvent.LeaseMoved moved)
    {
        if (sessions.Find(moved.Lease) is not { } held)
            return;
        sessions.Move(moved);
        book.GiveBack(held);
        book.Take(held with { Draws = moved.Draws.IsDefault ? [] : moved.Draws });
    }

    private void End(PoolEvent.LeaseEnded ended)
    {
        if (sessions.End(ended) is { } held)
            book.GiveBack(held);
    }

    private void BringAllBack()
    {
        foreach (var held in sessions.BringAllBack())
            book.ChangeState(held);
    }

    private void Meter()
    {
        metered = Use;
        minutes.Change(seenAt, metered);
        hours.Change(seenAt, metered);
    }
}
