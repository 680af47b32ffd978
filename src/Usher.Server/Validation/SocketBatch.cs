using System.Net;
using System.Net.Sockets;
using Usher.Protocol;

namespace Usher.Server.Validation;

/// <summary>A batch of one, on every system.</summary>
internal sealed class SocketBatch(Socket socket) : IDatagramBatch
{
    // One byte more than a question has: what does not fit is too long.
    private readonly byte[] question = new byte[WireLimits.DatagramBytes + 1];
    private readonly byte[] answer = new byte[WireLimits.DatagramBytes];
    private readonly SocketAddress from = new(socket.AddressFamily);
    private int length;
    private bool isAnswered;

    /// <inheritdoc />
    public AddressFamily Family => socket.AddressFamily;

    /// <inheritdoc />
    public int Receive()
    {
        isAnswered = false;
        length = socket.ReceiveFrom(question, SocketFlags.None, from);
        return 1;
    }

    /// <inheritdoc />
    public ReadOnlySpan<byte> QuestionAt(int index) => question.AsSpan(0, length);

    /// <inheritdoc />
    public ReadOnlySpan<byte> SourceAt(int index) => from.Buffer.Span[..from.Size];

    /// <inheritdoc />
    public Span<byte> AnswerAt(int index) => answer;

    /// <inheritdoc />
    public void Answer(int index) => isAnswered = true;

    /// <inheritdoc />
    public int Send()
    {
        if (!isAnswered)
            return 0;
        try
        {
            socket.SendTo(answer, SocketFlags.None, from);
            return 0;
        }
        catch (SocketException)
        {
            return 1;
        }
    }
}
