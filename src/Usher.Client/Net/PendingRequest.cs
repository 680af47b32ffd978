namespace Usher.Client.Net;

/// <summary>A request in flight.</summary>
/// <param name="sentAt">Timestamp of the sending.</param>
/// <param name="onAnswer">Called on the reader, before it looks at the next message; so no push can overtake an answer.</param>
internal sealed class PendingRequest(long sentAt, Action<Answer>? onAnswer)
{
    private readonly TaskCompletionSource<Answer> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<Answer> Done => _done.Task;

    internal void Complete(Protocol.ServerMessage message)
    {
        var answer = new Answer(message, sentAt);
        onAnswer?.Invoke(answer);
        _done.TrySetResult(answer);
    }

    internal void Fail(UsherProblem why)
    {
        _done.TrySetException(new ConnectionEndedException(why));
        // Whoever asked may have stopped waiting.
        _ = _done.Task.Exception;
    }
}
