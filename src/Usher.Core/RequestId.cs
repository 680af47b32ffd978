using System.Buffers.Binary;

namespace Usher.Core;

/// <summary>
/// Names one attempt to check out. The same id gets the same answer: a retry after a lost reply is answered
/// again and never granted a second time.
/// </summary>
/// <param name="Value">128 random bits, made by the client.</param>
public readonly record struct RequestId(Guid Value)
{
    /// <summary>
    /// The first half. All attempts by which one client counts on one lease have it in common: its first one, those that ask
    /// again over another connection, and those that resume. Whoever asks for the lease anew has another one.
    /// </summary>
    public ulong Holding
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            Value.TryWriteBytes(bytes, bigEndian: true, out _);
            return BinaryPrimitives.ReadUInt64BigEndian(bytes);
        }
    }

    /// <summary>As that of a <see cref="LeaseId"/>.</summary>
    public override int GetHashCode() => IdHash.Of(Value);
}
