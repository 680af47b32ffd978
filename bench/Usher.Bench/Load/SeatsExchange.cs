using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;
using Usher.Protocol;

namespace Usher.Bench.Load;

/// <summary>
/// 1203/tcp under load. Requests are encoded once; only the ids in them change. Answers are told apart by the message
/// id and the tag behind it, which Usher writes first; anything else is parsed and reported.
/// </summary>
internal sealed class SeatsExchange : IExchange
{
    private const byte IdTag = 1 << 3;
    private static readonly byte[] DummyId = [.. Enumerable.Repeat((byte)0xA5, 16)];

    private readonly SeatsWork work;
    private readonly Slot[] slots;
    private readonly ulong connection;
    private readonly Hello hello;
    private ulong made;

    public SeatsExchange(int connection, ulong run, int slots, string feature, SeatsWork work, bool detached)
    {
        this.work = work;
        this.connection = (run << 32) | (uint)connection;
        hello = new Hello { VersionMin = 1, VersionMax = 1, User = $"user{connection}", Host = "bench.example", Agent = "usher-bench" };
        this.slots = [.. Enumerable.Range(0, slots).Select(slot => new Slot((ulong)slot + 1, feature, work, detached))];
    }

    public bool WriteOpening(IBufferWriter<byte> output)
    {
        Frame.Write(output, new ClientMessage { Id = 1, Hello = hello });
        return true;
    }

    public int TryReadOpening(ReadOnlySpan<byte> unread)
    {
        if (!TryReadFrame(unread, out var body, out var taken))
            return 0;
        var answer = ServerMessage.Parser.ParseFrom(body);
        return answer.BodyCase == ServerMessage.BodyOneofCase.Welcome ? taken : throw Unexpected(body);
    }

    public void WriteRequest(int slot, IBufferWriter<byte> output)
    {
        var state = slots[slot];
        if (state.Next == Step.Checkout)
            state.Checkout.Renew(connection, ++made, state.Second);
        output.Write(state.Next switch
        {
            Step.Checkout => state.Checkout.Bytes,
            Step.Second => state.Second!.Bytes,
            _ => state.Status!,
        });
    }

    public int TryReadAnswer(ReadOnlySpan<byte> unread, out int slot)
    {
        slot = 0;
        if (!TryReadFrame(unread, out var body, out var taken))
            return 0;
        if (body.Length < 3 || body[0] != IdTag)
            throw Unexpected(body);
        var id = ReadVarint(body[1..], out var idBytes);
        if (id == 0 || id > (ulong)slots.Length)
            throw Unexpected(body);
        slot = (int)id - 1;
        var state = slots[slot];
        if (body[1 + idBytes] != state.ExpectedTag)
            throw Unexpected(body);
        state.Advance(work);
        return taken;
    }

    private static InvalidDataException Unexpected(ReadOnlySpan<byte> body) =>
        new($"the server answered {ServerMessage.Parser.ParseFrom(body)}");

    private static bool TryReadFrame(ReadOnlySpan<byte> unread, out ReadOnlySpan<byte> body, out int taken)
    {
        body = default;
        taken = 0;
        if (unread.Length < 2 || (unread[0] >= 0x80 && unread.Length < 6))
            return false;
        var length = (int)ReadVarint(unread, out var lengthBytes);
        taken = lengthBytes + length;
        if (unread.Length < taken)
            return false;
        body = unread.Slice(lengthBytes, length);
        return true;
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> from, out int bytes)
    {
        ulong value = 0;
        for (bytes = 0; ;)
        {
            var group = from[bytes];
            value |= (ulong)(group & 0x7F) << (7 * bytes++);
            if (group < 0x80)
                return value;
        }
    }

    private enum Step
    {
        Checkout,
        Second,
        Status,
    }

    /// <summary>One request in flight and what comes after it.</summary>
    private sealed class Slot
    {
        public Slot(ulong id, string feature, SeatsWork work, bool detached)
        {
            Checkout = new IdFrame(new ClientMessage
            {
                Id = id,
                Checkout = new Checkout
                {
                    RequestId = ByteString.CopyFrom(DummyId),
                    Lease = ByteString.CopyFrom(DummyId),
                    Feature = feature,
                    Detached = detached,
                },
            });
            Second = work switch
            {
                SeatsWork.CheckoutAndCheckIn => new IdFrame(new ClientMessage { Id = id, CheckIn = new CheckIn { Lease = ByteString.CopyFrom(DummyId), Feature = feature } }),
                SeatsWork.Renew => new IdFrame(new ClientMessage { Id = id, Renew = new Renew { Lease = ByteString.CopyFrom(DummyId), Feature = feature } }),
                _ => null,
            };
            if (work == SeatsWork.Status)
                Status = IdFrame.Encode(new ClientMessage { Id = id, Status = new StatusQuery { Features = { feature } } });
            Next = work == SeatsWork.Status ? Step.Status : Step.Checkout;
        }

        public IdFrame Checkout { get; }

        public IdFrame? Second { get; }

        public byte[]? Status { get; }

        public Step Next { get; private set; }

        private bool Renews { get; set; }

        public byte ExpectedTag => (byte)((Next switch
        {
            Step.Checkout => ServerMessage.GrantedFieldNumber,
            Step.Status => ServerMessage.StatusFieldNumber,
            _ => Renews ? ServerMessage.RenewedFieldNumber : ServerMessage.ReturnedFieldNumber,
        } << 3) | 2);

        public void Advance(SeatsWork work)
        {
            Renews = work == SeatsWork.Renew;
            Next = work switch
            {
                SeatsWork.CheckoutAndCheckIn => Next == Step.Checkout ? Step.Second : Step.Checkout,
                SeatsWork.Renew => Step.Second,
                SeatsWork.Fill => Step.Checkout,
                _ => Step.Status,
            };
        }
    }

    /// <summary>An encoded request with the places of its 16-byte ids.</summary>
    private sealed class IdFrame
    {
        private readonly int first, last;

        public IdFrame(ClientMessage message)
        {
            Bytes = Encode(message);
            first = Bytes.AsSpan().IndexOf(DummyId);
            last = Bytes.AsSpan().LastIndexOf(DummyId);
        }

        public byte[] Bytes { get; }

        public static byte[] Encode(ClientMessage message)
        {
            var output = new ArrayBufferWriter<byte>();
            Frame.Write(output, message);
            return output.WrittenSpan.ToArray();
        }

        /// <summary>Gives both requests of a slot the next ids.</summary>
        public void Renew(ulong connection, ulong count, IdFrame? second)
        {
            Write(connection, count);
            second?.Write(connection, count);
        }

        private void Write(ulong connection, ulong count)
        {
            WriteAt(first, connection, count);
            WriteAt(last, connection, count);
        }

        private void WriteAt(int at, ulong connection, ulong count)
        {
            // Spread like random ids: the server must not profit from neighbors.
            BinaryPrimitives.WriteUInt64LittleEndian(Bytes.AsSpan(at), (count + (connection << 24)) * 0x9E3779B97F4A7C15);
            BinaryPrimitives.WriteUInt64LittleEndian(Bytes.AsSpan(at + 8), connection);
        }
    }
}
