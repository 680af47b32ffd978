using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Usher.Core;
using Usher.Server.Time;

namespace Usher.Server.Validation;

/// <summary>
/// The leases that datagrams keep alive, by id. Sessions write, at grants that handed over a key; receiving threads read
/// without a lock. A lease that ended stays until the next <see cref="Sweep"/>, and is told apart by its presence.
/// </summary>
internal sealed class ValidationBook(IServerClock clock, TimeProvider time)
{
    private readonly CellTable cells = new();
    private readonly long startedAt = time.GetTimestamp();

    /// <summary>Leases in it.</summary>
    public int Count => cells.Count;

    /// <summary>A lease's id as datagrams carry it.</summary>
    public static UInt128 IdOf(LeaseId lease)
    {
        Span<byte> bytes = stackalloc byte[16];
        lease.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>One lease; false when datagrams do not keep it alive.</summary>
    public bool TryFind(UInt128 lease, [NotNullWhen(true)] out ValidationCell? cell) =>
        (cell = cells.Find(lease)) is not null;

    /// <summary>A key of the lease was handed over.</summary>
    /// <param name="lease">Which.</param>
    /// <param name="presence">Its heartbeat cell.</param>
    /// <param name="told">What its client was told.</param>
    public ValidationCell Note(UInt128 lease, Presence presence, TimeSpan told)
    {
        var known = cells.Find(lease);
        if (known is not null && ReferenceEquals(known.Presence, presence))
        {
            known.Tell(told);
            return known;
        }

        var cell = new ValidationCell(lease, presence, told, FirstCounter(known));
        cells.Put(cell);
        return cell;
    }

    /// <summary>Leases that were read from the journal at start; their clients live by datagrams and do not come back over TCP.</summary>
    public void Recall(IEnumerable<(LeaseId Lease, Presence Presence)> leases)
    {
        foreach (var (lease, presence) in leases)
        {
            // Every live lease has its full life again from now; a query must say so too.
            presence.Seen(clock.Now);
            // No counter of an earlier run can come back: the boot id in the question has changed.
            cells.Put(new ValidationCell(IdOf(lease), presence, presence.Life, counter: 0));
        }
    }

    /// <summary>Datagrams do not keep the lease alive any more.</summary>
    public void Remove(UInt128 lease)
    {
        if (cells.Find(lease) is { } cell)
            cells.Remove(cell);
    }

    /// <summary>Forgets the leases that are over. Being late costs memory and nothing else.</summary>
    public void Sweep()
    {
        foreach (var cell in cells.All())
        {
            if (cell.IsOver)
                cells.Remove(cell);
        }
    }

    /// <summary>
    /// Above every counter that an earlier cell of the lease may have accepted: clients count questions one by one, and
    /// nobody sends more than one a microsecond.
    /// </summary>
    private ulong FirstCounter(ValidationCell? before) =>
        Math.Max(before?.Counter ?? 0, (ulong)time.GetElapsedTime(startedAt).TotalMicroseconds + 1);
}
