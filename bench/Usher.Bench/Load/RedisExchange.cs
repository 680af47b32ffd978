using System.Buffers;
using System.Globalization;
using System.Text;

namespace Usher.Bench.Load;

/// <summary>
/// The same work in Redis: a script that takes a seat if one is free and writes who has it, and one that gives it back.
/// </summary>
internal sealed class RedisExchange(int connection, int slots, string checkoutSha, string checkInSha) : IExchange
{
    /// <summary>KEYS: free seats, leases. ARGV: lease, holder. Returns 1 when granted.</summary>
    public const string CheckoutScript =
        "local f=tonumber(redis.call('GET',KEYS[1])) if f<1 then return 0 end " +
        "if redis.call('HSETNX',KEYS[2],ARGV[1],ARGV[2])==0 then return 1 end redis.call('DECR',KEYS[1]) return 1";

    /// <summary>KEYS: free seats, leases. ARGV: lease. Returns 1 when given back.</summary>
    public const string CheckInScript =
        "if redis.call('HDEL',KEYS[2],ARGV[1])==1 then redis.call('INCR',KEYS[1]) return 1 end return 0";

    private readonly Queue<int> order = new(slots);
    private readonly bool[] holds = new bool[slots];
    private readonly byte[][] checkouts = Requests(connection, slots, checkoutSha, "user@host.example");
    private readonly byte[][] checkIns = Requests(connection, slots, checkInSha, null);

    public bool WriteOpening(IBufferWriter<byte> output) => false;

    public int TryReadOpening(ReadOnlySpan<byte> unread) => 0;

    public void WriteRequest(int slot, IBufferWriter<byte> output)
    {
        order.Enqueue(slot);
        output.Write(holds[slot] ? checkIns[slot] : checkouts[slot]);
        holds[slot] = !holds[slot];
    }

    public int TryReadAnswer(ReadOnlySpan<byte> unread, out int slot)
    {
        slot = 0;
        if (unread.Length < 4)
            return 0;
        if (!unread.StartsWith(":1\r\n"u8))
            throw new InvalidDataException($"redis answered '{Encoding.ASCII.GetString(unread[..Math.Min(unread.Length, 80)])}'");
        slot = order.Dequeue();
        return 4;
    }

    private static byte[][] Requests(int connection, int slots, string sha, string? holder) =>
        [.. Enumerable.Range(0, slots).Select(slot => Command(
            ["EVALSHA", sha, "2", "free", "leases", string.Create(CultureInfo.InvariantCulture, $"{connection:x16}{slot:x16}"), .. holder is null ? Array.Empty<string>() : [holder]]))];

    /// <summary>A command as RESP: an array of bulk strings.</summary>
    internal static byte[] Command(params string[] words) => Encoding.ASCII.GetBytes(
        string.Concat([$"*{words.Length}\r\n", .. words.Select(word => $"${word.Length}\r\n{word}\r\n")]));
}
