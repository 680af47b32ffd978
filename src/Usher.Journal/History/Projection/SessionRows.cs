using Usher.Core;
using Usher.Journal.Sqlite;

namespace Usher.Journal.History.Projection;

/// <summary>Sessions of one stream as rows: a lease from its grant to its end.</summary>
internal sealed class SessionRows(Database database, long stream)
{
    /// <summary>Adds a session; false: the lease is live already, or this event was projected before.</summary>
    public bool Add(long sequence, PoolEvent.LeaseGranted granted, long waited)
    {
        using var add = database.Prepare(HistorySql.AddSession)
            .Bind(1, stream).Bind(2, sequence).Bind(3, granted.Lease.Value);
        BindHolder(add, 4, granted.Holder);
        add.Bind(8, granted.Seats).Bind(9, granted.Version.ToString()).Bind(10, (long)granted.Kind)
            .Bind(11, granted.Detached ? 1 : 0).Bind(12, granted.Connectionless ? 1 : 0).Bind(13, granted.Overdraft ? 1 : 0)
            .Bind(14, granted.At.UtcTicks).Bind(15, waited).Bind(16, HeldSeats.Text(granted.Draws));
        return add.Step();
    }

    /// <summary>The live session of a lease; null when there is none.</summary>
    public HeldSeats? Find(LeaseId lease)
    {
        using var query = database.Prepare(HistorySql.FindOpen).Bind(1, stream).Bind(2, lease.Value);
        return query.Step() ? Read(query) : null;
    }

    /// <summary>Ends a session; null: there is none that lives.</summary>
    /// <returns>What it held.</returns>
    public HeldSeats? End(PoolEvent.LeaseEnded ended)
    {
        using var end = database.Prepare(HistorySql.EndSession)
            .Bind(1, stream).Bind(2, ended.Lease.Value).Bind(3, ended.At.UtcTicks).Bind(4, (long)ended.Reason)
            .Bind(5, ended.Note).Bind(6, ended.By);
        return end.Step() ? Read(end) : null;
    }

    /// <summary>The client came or went; null: nothing changed.</summary>
    /// <returns>What it holds, as it is now.</returns>
    public HeldSeats? SetLingering(LeaseId lease, bool lingering)
    {
        using var set = database.Prepare(HistorySql.SetLingering)
            .Bind(1, stream).Bind(2, lease.Value).Bind(3, lingering ? 1 : 0);
        return set.Step() ? Read(set) : null;
    }

    /// <summary>The seats come from other lines now.</summary>
    public void Move(PoolEvent.LeaseMoved moved) => database.Prepare(HistorySql.MoveSession)
        .Bind(1, stream).Bind(2, moved.Lease.Value).Bind(3, HeldSeats.Text(moved.Draws)).Run();

    /// <summary>Every client that is not detached is there again.</summary>
    /// <returns>What those hold that were not, as it is now.</returns>
    public IEnumerable<HeldSeats> BringAllBack() => All(HistorySql.BringAllBack);

    /// <summary>All that is held.</summary>
    public IEnumerable<HeldSeats> AllOpen() => All(HistorySql.AllOpen);

    /// <summary>Sets four parameters from a number on.</summary>
    public static Statement BindHolder(Statement statement, int first, Holder holder) => statement
        .Bind(first, holder.User).Bind(first + 1, holder.Host).Bind(first + 2, holder.Display).Bind(first + 3, holder.Application);

    private IEnumerable<HeldSeats> All(string sql)
    {
        using var query = database.Prepare(sql).Bind(1, stream);
        while (query.Step())
            yield return Read(query);
    }

    private static HeldSeats Read(Statement row) =>
        new(HeldSeats.Draw(row.Text(0)), new Holder(row.Text(1), row.Text(2), row.Text(3)), row.Int64(4) != 0);
}
