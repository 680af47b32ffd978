using System.Net.Sockets;
using System.Runtime.InteropServices;
using Usher.Protocol;

namespace Usher.Server.Validation;

/// <summary>A batch that takes two calls of the system, however many are in it: Linux's <c>recvmmsg</c> and <c>sendmmsg</c>.</summary>
internal sealed class LinuxBatch : IDatagramBatch
{
    /// <summary>Datagrams in a batch at most: a fifth of a millisecond's work, so that the first does not wait long for its answer.</summary>
    internal const int CountMax = 64;

    // One byte more than a question has: what does not fit is too long.
    private const int QuestionBytes = WireLimits.DatagramBytes + 1;

    // struct sockaddr_in6; that of IPv4 is shorter.
    private const int SourceBytes = 28;

    private readonly SafeSocketHandle socket;
    private readonly byte[] questions = Pinned<byte>(CountMax * QuestionBytes);
    private readonly byte[] sources = Pinned<byte>(CountMax * SourceBytes);
    private readonly byte[] answers = Pinned<byte>(CountMax * WireLimits.DatagramBytes);
    private readonly MemoryPart[] parts = Pinned<MemoryPart>(CountMax * 2);
    private readonly MessageSlot[] received = new MessageSlot[CountMax];
    private readonly MessageSlot[] sent = new MessageSlot[CountMax];
    private int receivedCount = CountMax;
    private int answered;

    internal LinuxBatch(Socket socket)
    {
        (this.socket, Family) = (socket.SafeHandle, socket.AddressFamily);
        for (var index = 0; index < CountMax; index++)
        {
            parts[index] = new MemoryPart(AddressOf(questions, index * QuestionBytes), QuestionBytes);
            parts[CountMax + index] = new MemoryPart(AddressOf(answers, index * WireLimits.DatagramBytes), WireLimits.DatagramBytes);
            received[index].Header = new MessageHeader(AddressOf(sources, index * SourceBytes), AddressOf(parts, index));
        }
    }

    /// <inheritdoc />
    public AddressFamily Family { get; }

    /// <summary>Whether the system has the two calls; a sandbox may have taken them away.</summary>
    internal static bool IsThere(Socket socket)
    {
        var none = default(MessageSlot);
        return OperatingSystem.IsLinux()
            && LinuxMessages.Receive(socket.SafeHandle, ref none, 0, LinuxMessages.DoNotWait, 0) >= 0
            && LinuxMessages.Send(socket.SafeHandle, ref none, 0, 0) >= 0;
    }

    /// <inheritdoc />
    public int Receive()
    {
        for (var index = 0; index < receivedCount; index++)
            received[index].Header.NameLength = SourceBytes;
        (receivedCount, answered) = (0, 0);
        var count = LinuxMessages.Receive(socket, ref received[0], CountMax, LinuxMessages.WaitForOne, 0);
        if (count < 0)
            throw LinuxMessages.LastError();
        return receivedCount = count;
    }

    /// <inheritdoc />
    public ReadOnlySpan<byte> QuestionAt(int index) => questions.AsSpan(index * QuestionBytes, (int)received[index].Length);

    /// <inheritdoc />
    public ReadOnlySpan<byte> SourceAt(int index) => sources.AsSpan(index * SourceBytes, (int)received[index].Header.NameLength);

    /// <inheritdoc />
    public Span<byte> AnswerAt(int index) => answers.AsSpan(index * WireLimits.DatagramBytes, WireLimits.DatagramBytes);

    /// <inheritdoc />
    public void Answer(int index)
    {
        var to = received[index].Header;
        sent[answered++].Header = to with { Parts = AddressOf(parts, CountMax + index) };
    }

    /// <inheritdoc />
    public int Send()
    {
        var (done, refused) = (0, 0);
        while (done < answered)
        {
            var count = LinuxMessages.Send(socket, ref sent[done], (uint)(answered - done), 0);
            // What stopped it is the first that is left; the others go on without it.
            refused += count > 0 ? 0 : 1;
            done += Math.Max(1, count);
        }

        return refused;
    }

    private static T[] Pinned<T>(int count) => GC.AllocateArray<T>(count, pinned: true);

    private static nint AddressOf<T>(T[] pinned, int index) => Marshal.UnsafeAddrOfPinnedArrayElement(pinned, index);
}
