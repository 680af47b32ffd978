using System.Buffers;
using Google.Protobuf;
using Usher.Protocol;
using Asked = Usher.Protocol.ClientMessage.BodyOneofCase;
using Said = Usher.Protocol.ServerMessage.BodyOneofCase;

namespace Usher.Simulation.Networks;

/// <summary>Reads and changes frames, and puts them into words for a trace.</summary>
internal static class Frames
{
    public static IEnumerable<ClientMessage> FromClient(ReadOnlyMemory<byte> frames) => Read(frames, ClientMessage.Parser);

    public static IEnumerable<ServerMessage> FromServer(ReadOnlyMemory<byte> frames) => Read(frames, ServerMessage.Parser);

    public static ReadOnlyMemory<byte> Write(IEnumerable<IMessage> messages)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var message in messages)
            Frame.Write(output, message);
        return output.WrittenMemory;
    }

    public static string InWords(ReadOnlyMemory<byte> frames, bool isUp) => isUp
        ? string.Join("; ", FromClient(frames).Select(message => $"#{message.Id} {InWords(message)}"))
        : string.Join("; ", FromServer(frames).Select(message => $"#{message.Id} {InWords(message)}"));

    /// <summary>Enough of an id to tell it from others.</summary>
    public static string Short(ByteString id) => id.Length < 4 ? "-" : Convert.ToHexStringLower(id.Span[..4]);

    private static string InWords(ClientMessage message) => message.BodyCase switch
    {
        Asked.Hello => $"hello {message.Hello.User}@{message.Hello.Host}",
        Asked.Checkout => InWords(message.Checkout),
        Asked.CheckIn => $"check-in {Short(message.CheckIn.Lease)}",
        Asked.Renew => $"renew {Short(message.Renew.Lease)} ttl {message.Renew.TtlSeconds}",
        Asked.Heartbeat => $"heartbeat {string.Join(' ', message.Heartbeat.Leases.Select(Short))}",
        _ => message.BodyCase.ToString(),
    };

    private static string InWords(Checkout asked) =>
        $"checkout {asked.Feature} x {asked.Seats} lease {Short(asked.Lease)} request {Short(asked.RequestId)} version '{asked.Version}' "
        + $"ttl {asked.TtlSeconds} wait {asked.WaitSeconds} priority {asked.Priority}{(asked.Detached ? " detached" : "")}";

    private static string InWords(ServerMessage message) => message.BodyCase switch
    {
        Said.Granted => $"granted {Short(message.Granted.Lease)} x {message.Granted.Seats} ttl {message.Granted.TtlSeconds}"
            + $"{(message.Granted.Resumed ? " resumed" : "")}{(message.Granted.ResumedLate ? " late" : "")}",
        Said.Queued => $"queued {Short(message.Queued.Lease)} at {message.Queued.Position}",
        Said.Denied => $"denied {message.Denied.Code} {Short(message.Denied.Lease)}",
        Said.Failed => $"failed {message.Failed.Code} retry {message.Failed.RetryAfterMs}",
        Said.Returned => $"returned {Short(message.Returned.Lease)} {(message.Returned.WasHeld ? "" : "nothing")}",
        Said.Renewed => $"renewed {Short(message.Renewed.Lease)} ttl {message.Renewed.TtlSeconds}",
        Said.Alive => $"alive ttl {message.Alive.TtlSeconds} gone {string.Join(' ', message.Alive.Gone.Select(Short))} "
            + string.Join(' ', message.Alive.Ttls.Select(ttl => $"{Short(ttl.Lease)}:{ttl.TtlSeconds}")),
        Said.LeaseLost => $"lease lost {Short(message.LeaseLost.Lease)} {message.LeaseLost.Code}",
        Said.WaitLost => $"wait lost {Short(message.WaitLost.Lease)} {message.WaitLost.Code}",
        _ => message.BodyCase.ToString(),
    };

    private static IEnumerable<T> Read<T>(ReadOnlyMemory<byte> frames, MessageParser<T> parser)
        where T : IMessage<T>
    {
        var unread = new ReadOnlySequence<byte>(frames);
        while (Frame.TryRead(ref unread, WireLimits.ServerMessageBytesMax, out var body))
            yield return parser.ParseFrom(body);
    }
}
