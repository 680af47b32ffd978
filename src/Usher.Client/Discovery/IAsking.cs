namespace Usher.Client.Discovery;

/// <summary>Sends a question to everybody it may concern and hears what comes back. UDP outside tests.</summary>
internal interface IAsking : IAsyncDisposable
{
    /// <summary>Sends the question, once to each target. What cannot be reached is left out.</summary>
    ValueTask AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellationToken);

    /// <summary>The next datagram that came back.</summary>
    ValueTask<Heard> HearAsync(CancellationToken cancellationToken);
}
