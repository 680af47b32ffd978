using Usher.Protocol;

namespace Usher.Client.Net;

/// <summary>Asks and asks again: over the next connection when one dies, after a while when the server is busy.</summary>
internal sealed class Asker(Uplink uplink, UsherClientOptions options)
{
    /// <summary>One answer within the request timeout.</summary>
    /// <param name="make">Makes the message, once per attempt, with the same ids each time.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="onAnswer">Takes each answer first, on the reader, in order with what the server pushes.</param>
    /// <exception cref="ServerUnavailableException">There was none, or the server failed to handle the request.</exception>
    /// <exception cref="UntrustedServerException">No server can be trusted.</exception>
    internal async Task<Answer> AskAsync(
        Func<ClientMessage> make, CancellationToken cancellationToken, Action<Connection, Answer>? onAnswer = null)
    {
        // The first connection has a budget of its own.
        await uplink.FirstAsync(cancellationToken).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(options.RequestTimeout, options.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken, uplink.Stopping);
        try
        {
            var (_, answer) = await UntilAnsweredAsync(make, onAnswer, both.Token).ConfigureAwait(false);
            return answer.Message.BodyCase == ServerMessage.BodyOneofCase.Failed
                ? throw new ServerUnavailableException(FromWire.Problem(answer.Message.Failed))
                : answer;
        }
        catch (OperationCanceledException end) when (!cancellationToken.IsCancellationRequested)
        {
            throw GaveUp(end);
        }
    }

    /// <summary>One answer, however often it has to be asked for, while the token allows.</summary>
    internal async Task<(Connection Connection, Answer Answer)> UntilAnsweredAsync(
        Func<ClientMessage> make, Action<Connection, Answer>? onAnswer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var connection = await uplink.ReadyAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var answer = await connection.AskAsync(
                    make(), answer => onAnswer?.Invoke(connection, answer), cancellationToken).ConfigureAwait(false);
                if (AgainAfter(answer.Message) is not { } pause)
                    return (connection, answer);
                await PauseAsync(pause, answer.Message.Failed, cancellationToken).ConfigureAwait(false);
            }
            catch (ConnectionEndedException)
            {
                // Whether the server acted is unknown; the same ids make asking again safe.
                await connection.Retired.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>How long to wait before asking the same again; null when the answer is final.</summary>
    internal static TimeSpan? AgainAfter(ServerMessage message)
    {
        if (message.BodyCase != ServerMessage.BodyOneofCase.Failed)
            return null;
        if (message.Failed.RetryAfterMs > 0)
            return TimeSpan.FromMilliseconds(message.Failed.RetryAfterMs);
        return message.Failed.Code is ErrorCodes.Busy or ErrorCodes.TooManyInFlight or ErrorCodes.ShuttingDown
            ? NetLimits.BusyDefault
            : null;
    }

    /// <summary>Why there was no answer in time.</summary>
    internal UsherException GaveUp(OperationCanceledException? end = null) => uplink switch
    {
        { Stopping.IsCancellationRequested: true } => new ServerUnavailableException(NetFaults.ClientClosed()),
        _ when end is PutOffException { Problem: var problem } => new ServerUnavailableException(problem),
        { LastFailure: { } failure } => new ServerUnavailableException(failure.Problem, failure),
        _ => new ServerUnavailableException(NetFaults.NoAnswer(options.RequestTimeout)),
    };

    private async Task PauseAsync(TimeSpan pause, Problem why, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(pause, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new PutOffException(FromWire.Problem(why), cancellationToken);
        }
    }
}
