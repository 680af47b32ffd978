namespace Usher.Client.Net;

/// <summary>One round through the servers, within the budget.</summary>
internal sealed class Dialer(UsherClientOptions options, ITransport transport, Door door)
{
    /// <summary>The first server that answers and is trusted; the one that served last comes first, then the list's order.</summary>
    /// <exception cref="ServerUnavailableException">None could be used.</exception>
    /// <exception cref="UntrustedServerException">All that could be asked are not to be trusted.</exception>
    internal async Task<Connection> DialAsync(ServerAddress? preferred, CancellationToken cancellationToken)
    {
        using var budget = new CancellationTokenSource(options.ConnectBudget, options.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        var failures = new List<(ServerAddress Server, UsherProblem Problem)>();
        UntrustedServerException? untrusted = null;
        foreach (var server in options.Servers.OrderByDescending(server => server == preferred))
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

    private static UsherException Verdict(
        List<(ServerAddress Server, UsherProblem Problem)> failures, UntrustedServerException? untrusted)
    {
        // A server that is down may be a good one, so distrust is the verdict only when there is nothing to wait for.
        if (untrusted is not null && !failures.Exists(failure => failure.Problem.RetryHelps))
            return untrusted;
        return new ServerUnavailableException(failures is [var only] ? only.Problem : NetFaults.NoneOf(failures));
    }
}
