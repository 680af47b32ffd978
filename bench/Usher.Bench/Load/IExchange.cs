using System.Buffers;

namespace Usher.Bench.Load;

/// <summary>
/// The bytes of one connection under load: what is asked and what comes back. As lean as a generator written for the
/// one purpose can be, so that the server is the limit and not the generator. One per connection; not thread-safe.
/// </summary>
internal interface IExchange
{
    /// <summary>Writes what opens the connection; the answer is read by <see cref="TryReadOpening"/>.</summary>
    /// <returns>False when the protocol has no opening.</returns>
    bool WriteOpening(IBufferWriter<byte> output);

    /// <summary>Takes the opening's answer off the front.</summary>
    /// <returns>Bytes taken; 0 when more are needed.</returns>
    int TryReadOpening(ReadOnlySpan<byte> unread);

    /// <summary>Writes the next request of a slot.</summary>
    void WriteRequest(int slot, IBufferWriter<byte> output);

    /// <summary>Takes one answer off the front and says whose it is.</summary>
    /// <returns>Bytes taken; 0 when more are needed.</returns>
    /// <exception cref="InvalidDataException">The answer is not the one that was expected.</exception>
    int TryReadAnswer(ReadOnlySpan<byte> unread, out int slot);
}
