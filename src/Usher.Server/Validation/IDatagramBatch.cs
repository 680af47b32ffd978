using System.Net.Sockets;
using Usher.Protocol;

namespace Usher.Server.Validation;

/// <summary>
/// Datagrams that were there together, and the answers that go out together. What is there is taken; nothing waits for more.
/// Belongs to one thread; its memory is made once.
/// </summary>
internal interface IDatagramBatch
{
    /// <summary>Where each came from is of this family.</summary>
    AddressFamily Family { get; }

    /// <summary>Waits for the first datagram, and takes with it those that are there already.</summary>
    /// <returns>How many; what the batch held before is gone.</returns>
    /// <exception cref="SocketException">The system could not receive.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed.</exception>
    int Receive();

    /// <summary>One datagram; of those that are too long the first <see cref="WireLimits.DatagramBytes"/> + 1 bytes.</summary>
    ReadOnlySpan<byte> QuestionAt(int index);

    /// <summary>Where it came from, as the system writes addresses.</summary>
    ReadOnlySpan<byte> SourceAt(int index);

    /// <summary>Takes the answer to one; <see cref="WireLimits.DatagramBytes"/>.</summary>
    Span<byte> AnswerAt(int index);

    /// <summary>Its answer is written, and goes back to where the question came from with the next <see cref="Send"/>.</summary>
    void Answer(int index);

    /// <summary>Sends the answers.</summary>
    /// <returns>Answers that the system did not take.</returns>
    int Send();
}
