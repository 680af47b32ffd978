using Usher.Licensing;
using Usher.Protocol;

namespace Usher.Client.Discovery;

/// <summary>One search: asks with a random number, and takes the answers that repeat it.</summary>
internal sealed class Search(DiscoveryOptions options, TimeProvider time, RandomSource random, Func<IAsking> open)
{
    /// <summary>Datagrams that one search looks at; checking a signature costs time.</summary>
    internal const int DatagramsMax = 4_096;

    private readonly List<DiscoveredServer> _found = [];
    private readonly UInt128 _nonce = random.NextId();
    private int _heard;

    /// <summary>Asks, and collects answers.</summary>
    /// <param name="settle">End so long after the first answer that holds; null: collect for the whole time.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    internal async Task<IReadOnlyList<DiscoveredServer>> RunAsync(TimeSpan? settle, CancellationToken cancellationToken)
    {
        var question = new DiscoveryQuery(_nonce, options.Feature).ToBytes();
        var asking = open();
        await using var closing = asking.ConfigureAwait(false);
        var share = options.Wait / options.Tries;
        for (var i = 0; i < options.Tries && !IsDone(settle); i++)
        {
            await asking.AskAsync(question, cancellationToken).ConfigureAwait(false);
            await HearAsync(asking, share, settle, cancellationToken).ConfigureAwait(false);
        }

        return _found;
    }

    private bool IsDone(TimeSpan? settle) =>
        _found.Count >= options.ServersMax || _heard >= DatagramsMax || (settle is not null && _found.Exists(one => one.IsSignatureValid));

    private async Task HearAsync(IAsking asking, TimeSpan wait, TimeSpan? settle, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        var isSettling = false;
        try
        {
            while (_found.Count < options.ServersMax && _heard < DatagramsMax)
            {
                Note(await asking.HearAsync(either.Token).ConfigureAwait(false));
                if (!isSettling && settle is { } rest && IsDone(settle))
                {
                    isSettling = true;
                    over.CancelAfter(rest);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over; what was found by now is the result.
        }
    }

    /// <summary>One server may answer several times, from several addresses; one that pretends to be it is another one.</summary>
    private void Note(Heard heard)
    {
        _heard++;
        if (!DiscoveryAnswer.TryRead(heard.Bytes.Span, out var answer) || answer.Nonce != _nonce)
            return;
        var identity = ServerIdentity.Parse(answer.Identity);
        var at = _found.FindIndex(one => one.Identity == identity && one.IsSignatureValid == answer.IsSignatureValid);
        List<ServerAddress> addresses = [.. answer.SeatsPorts.Select(port => new ServerAddress(heard.From.ToString(), port))];
        if (at < 0)
            _found.Add(Server(answer, identity, addresses));
        else
            _found[at] = _found[at] with { Addresses = [.. _found[at].Addresses.Union(addresses).Take(DiscoveredServer.AddressesMax)] };
    }

    private static DiscoveredServer Server(DiscoveryAnswer answer, ServerIdentity identity, List<ServerAddress> addresses) => new()
    {
        Identity = identity,
        IsSignatureValid = answer.IsSignatureValid,
        Addresses = addresses,
        Name = answer.Name,
        Version = answer.Version,
        ManagementPort = answer.ManagementPort == 0 ? null : answer.ManagementPort,
    };
}
