using System.Buffers.Binary;
using Usher.Client;

namespace Usher.Simulation.Actors;

/// <summary>A lease as the application has it.</summary>
internal sealed class HeldSeat(Lease lease)
{
    public Lease Lease { get; } = lease;

    /// <summary>The same id as the server has it.</summary>
    public Core.LeaseId Id { get; } = Convert(lease.Id);

    /// <summary>The application counts on it.</summary>
    public bool IsBelieved => Lease.State == LeaseState.Held;

    /// <summary>When the last confirmation was asked for, by the machine's monotonic clock.</summary>
    public long ConfirmedAt(long monotonic) => monotonic - (Lease.Ttl - Lease.Remaining).Ticks;

    private static Core.LeaseId Convert(LeaseId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id.Value);
        return new Core.LeaseId(new Guid(bytes, bigEndian: true));
    }
}
