using System.Buffers;
using System.Globalization;
using System.Text;

namespace Usher.Bench.Load;

/// <summary>
/// A lease over HTTP/1.1, taken and given back, one request in flight: the same bytes for Usher and for the bare API beside
/// it. Of an answer it reads as much as a client must: where it ends, the lease, and its secret.
/// </summary>
internal sealed class HttpExchange(int connection, ulong run, string host, string feature) : IExchange
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] LastChunk = "\r\n0\r\n\r\n"u8.ToArray();
    private static readonly byte[] LengthName = "\r\nContent-Length: "u8.ToArray();
    private static readonly byte[] Success = "HTTP/1.1 20"u8.ToArray();
    private static readonly byte[] LeaseName = "\"lease\":\""u8.ToArray();
    private static readonly byte[] SecretName = "\"secret\":\""u8.ToArray();

    private readonly string body = $"{{\"feature\":\"{feature}\",\"user\":\"user{connection}\",\"host\":\"bench.example\",\"ttlSeconds\":900}}";
    private ulong made;
    private string? lease;
    private string secret = "";

    public bool WriteOpening(IBufferWriter<byte> output) => false;

    public int TryReadOpening(ReadOnlySpan<byte> unread) => 0;

    public void WriteRequest(int slot, IBufferWriter<byte> output) => Encoding.ASCII.GetBytes(
        lease is null
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"POST /api/v1/leases HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nIdempotency-Key: {run:x16}{connection:x8}{++made:x16}\r\nContent-Length: {body.Length}\r\n\r\n{body}")
            : $"DELETE /api/v1/leases/{lease} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Lease {secret}\r\n\r\n",
        output);

    public int TryReadAnswer(ReadOnlySpan<byte> unread, out int slot)
    {
        slot = 0;
        var taken = LengthOf(unread);
        if (taken == 0)
            return 0;
        var answer = unread[..taken];
        if (!answer.StartsWith(Success))
            throw new InvalidDataException($"the server answered {Encoding.UTF8.GetString(answer)}");
        if (lease is null)
            (lease, secret) = (Text(answer, LeaseName), Text(answer, SecretName));
        else
            lease = null;
        return taken;
    }

    /// <summary>The bytes of the whole answer; 0: it is not all there.</summary>
    private static int LengthOf(ReadOnlySpan<byte> unread)
    {
        var head = unread.IndexOf(HeadEnd);
        if (head < 0)
            return 0;
        var bodyAt = head + HeadEnd.Length;
        var named = unread[..head].IndexOf(LengthName);
        if (named < 0)
            return unread[head..].IndexOf(LastChunk) is var end and >= 0 ? head + end + LastChunk.Length : 0;
        var digits = unread[(named + LengthName.Length)..];
        digits = digits[..digits.IndexOf((byte)'\r')];
        var whole = bodyAt + int.Parse(digits, CultureInfo.InvariantCulture);
        return unread.Length < whole ? 0 : whole;
    }

    private static string Text(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> name)
    {
        var value = answer[(answer.IndexOf(name) + name.Length)..];
        return Encoding.ASCII.GetString(value[..value.IndexOf((byte)'"')]);
    }
}
