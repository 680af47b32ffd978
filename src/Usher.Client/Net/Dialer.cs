namespace Usher.Client.Net;

/// <summary>One round through the servers, within the budget.</summary>
internal sealed class Dialer(UsherClientOptions options, ITransport transport, Door door)
{
    /// <summary>The first server that answers and is trusted; the one that served last comes first (last, if it was unfit), then the list's order.</summary>
    /// <exception cref="ServerUnavailableException">None could be used.</exception>
    /// <exception cref="UntrustedServerException">All that could be asked are not to be trusted.</exception>
    internal async Task<Connection> DialAsync(Connection? last, CancellationToken cancellationToken)
    {
        using var budget = new CancellationTokenSource(options.ConnectBudget, options.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        var failures = new List<(ServerAddress Server, UsherProblem Problem)>();
        UntrustedServerException? untrusted = null;
        foreach (var server in options.Servers.OrderBy(server => Rank(server, last)))
        {
            try
            {
                return await DialOneAsync(server, both.Token).ConfigureAwait(false);
            }
            catch (DialException error)
            {
                failures.Add((server, error.Problem));
            }
            catch (UntrustedServerException error)
            {
                untrusted ??= error;
                failures.Add((server, error.Problem));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add((server, NetFaults.TimedOut(server, options.ConnectTimeout)));
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // The application's callback, or the platform in a way that nobody foresaw; the next server may do.
                failures.Add((server, NetFaults.Unreachable(server, error)));
            }
            if (budget.IsCancellationRequested)
                break;
        }
        throw Verdict(failures, untrusted);
    }

    private async Task<Connection> DialOneAsync(ServerAddress server, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var link = await transport.OpenAsync(server, both.Token).ConfigureAwait(false);
        return await door.EnterAsync(link, server, both.Token).ConfigureAwait(false);
    }

    private static int Rank(ServerAddress server, Connection? last) =>
        server != last?.Peer.Address ? 0 : last.IsUnfit ? 1 : -1;

    private static UsherException Verdict(
        List<(ServerAddress Server, UsherProblem Problem)> failures, UntrustedServerException? untrusted)
    {
        // A server that is down may be a good one, so distrust is the verdict only when there is nothing to wait for.
        if (untrusted is not null && !failures.Exists(failure => failure.Problem.RetryHelps))
            return untrusted;
        return new ServerUnavailableException(failures is [var only] ? only.Problem : NetFaults.NoneOf(failures));
    }
}
