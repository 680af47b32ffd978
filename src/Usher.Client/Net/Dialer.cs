using Usher.Client.Discovery;

namespace Usher.Client.Net;

/// <summary>One round through the servers, within the budget.</summary>
internal sealed class Dialer(UsherClientOptions options, ITransport transport, Door door, Candidates candidates)
{
    /// <summary>The first of the candidates that answers and is trusted.</summary>
    /// <exception cref="ServerUnavailableException">None could be used.</exception>
    /// <exception cref="UntrustedServerException">All that could be asked are not to be trusted.</exception>
    internal async Task<Connection> DialAsync(Connection? last, CancellationToken cancellationToken)
    {
        using var budget = new CancellationTokenSource(options.ConnectBudget, options.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        var failures = new List<UsherProblem>();
        var untrusted = new List<UntrustedServerException>();
        try
        {
            await foreach (var server in candidates.AllAsync(last, both.Token).ConfigureAwait(false))
            {
                if (await TryAsync(server, failures, untrusted, both.Token, cancellationToken).ConfigureAwait(false) is { } connection)
                    return connection;
                if (budget.IsCancellationRequested)
                    break;
            }
        }
        catch (ServerUnavailableException nobody)
        {
            failures.Add(nobody.Problem);
        }
        catch (UntrustedServerException strangers)
        {
            untrusted.Add(strangers);
            failures.Add(strangers.Problem);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            failures.Add(NetFaults.NobodyAnswered(options.ConnectBudget));
        }

        throw Verdict(failures, untrusted);
    }

    /// <summary>The connection to one server; null, and one more reason, when there is none.</summary>
    private async Task<Connection?> TryAsync(
        ServerAddress server, List<UsherProblem> failures, List<UntrustedServerException> untrusted, CancellationToken budget, CancellationToken cancellationToken)
    {
        try
        {
            return await DialOneAsync(server, budget).ConfigureAwait(false);
        }
        catch (DialException error)
        {
            failures.Add(error.Problem);
        }
        catch (UntrustedServerException error)
        {
            untrusted.Add(error);
            failures.Add(error.Problem);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            failures.Add(NetFaults.TimedOut(server, options.ConnectTimeout));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The application's callback, or the platform in a way that nobody foresaw; the next server may do.
            failures.Add(NetFaults.Unreachable(server, error));
        }

        return null;
    }

    private async Task<Connection> DialOneAsync(ServerAddress server, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var link = await transport.OpenAsync(server, both.Token).ConfigureAwait(false);
        return await door.EnterAsync(link, server, both.Token).ConfigureAwait(false);
    }

    private static UsherException Verdict(List<UsherProblem> failures, List<UntrustedServerException> untrusted)
    {
        // A server that is down may be a good one, so distrust is the verdict only when there is nothing to wait for.
        if (untrusted.Count > 0 && !failures.Exists(failure => failure.RetryHelps))
            return untrusted[0];
        return new ServerUnavailableException(failures is [var only] ? only : NetFaults.NoneOf(failures));
    }
}
