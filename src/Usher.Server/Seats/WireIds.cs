using Google.Protobuf;
using Usher.Core;
using Usher.Protocol;

namespace Usher.Server.Seats;

/// <summary>Lease and request ids as they travel: 16 bytes, most significant first.</summary>
internal static class WireIds
{
    /// <summary>A lease id as bytes.</summary>
    public static ByteString ToWire(LeaseId lease) => UnsafeByteOperations.UnsafeWrap(lease.Value.ToByteArray(bigEndian: true));

    /// <summary>A request id as bytes.</summary>
    public static ByteString ToWire(RequestId request) => UnsafeByteOperations.UnsafeWrap(request.Value.ToByteArray(bigEndian: true));

    /// <summary>Reads an id of 16 bytes that are not all zero.</summary>
    public static bool TryRead(ByteString wire, out Guid id)
    {
        id = wire.Length == WireLimits.IdBytes ? new Guid(wire.Span, bigEndian: true) : default;
        return id != default;
    }
}
