using System.Net;
using System.Net.Sockets;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Client;
using Usher.Licensing;

namespace Usher.Cli.Diagnosis;

/// <summary>Goes the way that a client goes to one server, step by step, and says where it ends.</summary>
internal sealed class ServerDiagnosis(ServerAddress address, ServerChoice choice, string? feature, Surroundings surroundings)
{
    /// <summary>The steps, in order.</summary>
    public static readonly IReadOnlyList<string> Steps = ["name", "tcp", "tls", "trust", "license", "clock", "service", "checkout"];

    /// <summary>A clock that differs more than this is worth a look: licenses end at another time than people think.</summary>
    public static readonly TimeSpan ClockDifferenceMax = TimeSpan.FromMinutes(5);

    private readonly List<Finding> _findings = [];

    /// <summary>Tries every step, until one fails.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        if (await FindNameAsync() is { } addresses && await ReachAsync(addresses) && await MeetAsync() is { } server)
        {
            await using (server)
                await LookAroundAsync(server);
        }

        foreach (var step in Steps.Skip(_findings.Count).Where(step => step != "checkout" || feature is not null))
            _findings.Add(new(step, Finding.Skipped, "not tried"));
        return _findings;
    }

    private async Task<IPAddress[]?> FindNameAsync()
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(address.Host, surroundings.Interrupted);
            _findings.Add(Finding.Good("name", IPAddress.TryParse(address.Host, out _)
                ? $"{address.Host} is an address"
                : $"{address.Host} is {string.Join(", ", addresses.Select(one => one.ToString()))}"));
            return addresses;
        }
        catch (SocketException error)
        {
            _findings.Add(Finding.Bad("name", new(
                ClientCodes.Unreachable, $"the name '{address.Host}' has no address ({error.Message})",
                "check the spelling, 'getent hosts NAME', and /etc/hosts; or name the server by its address")));
            return null;
        }
    }

    private async Task<bool> ReachAsync(IPAddress[] addresses)
    {
        var errors = new List<string>();
        foreach (var one in addresses)
        {
            if (await TryReachAsync(one) is not { } error)
            {
                _findings.Add(Finding.Good("tcp", $"{new IPEndPoint(one, address.Port)} accepts connections"));
                return true;
            }

            errors.Add($"{new IPEndPoint(one, address.Port)}: {error}");
        }

        _findings.Add(Finding.Bad("tcp", new(
            ClientCodes.Unreachable, $"no connection to {string.Join("; ", errors)}",
            "refused: no server runs there, or on another port; no answer: a firewall drops it, or the machine is off")));
        return false;
    }

    private async Task<string?> TryReachAsync(IPAddress ip)
    {
        using var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(choice.Timeout ?? TimeSpan.FromSeconds(3), surroundings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, surroundings.Interrupted);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(ip, address.Port), either.Token);
            return null;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode == SocketError.ConnectionRefused ? "refused" : error.Message;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return "no answer";
        }
    }

    /// <summary>TLS, hello and trust are one act of the client; the code of its error says which of them failed.</summary>
    private async Task<ISeatServer?> MeetAsync()
    {
        try
        {
            var server = await ServerDoor.OpenAsync(choice with { Servers = [address.ToString()] }, surroundings);
            var peer = server.Peer!;
            _findings.Add(Finding.Good("tls", peer.IsPlaintext ? "no TLS, as asked for" : $"TLS 1.3, server {peer.Identity}, version {peer.Version}"));
            _findings.Add(Finding.Good("trust", Trusted(peer)));
            return server;
        }
        catch (UntrustedServerException error)
        {
            _findings.Add(Finding.Good("tls", error.Identity is { } identity ? $"TLS 1.3, server {identity}" : "no TLS"));
            _findings.Add(Finding.Bad("trust", Failures.Of(error.Problem)));
        }
        catch (FaultException error) when (error.ExitCode == ExitCode.NoServer)
        {
            _findings.Add(Finding.Good("tls", "TLS 1.3"));
            _findings.Add(Finding.Bad("trust", error.Fault));
        }
        catch (UsherException error)
        {
            _findings.Add(Finding.Bad("tls", Failures.Of(error.Problem)));
        }

        return null;
    }

    private string Trusted(ServerPeer peer) => peer.TrustedBy switch
    {
        TrustedBy.License => $"a license of the vendor in {ServerDoor.VendorKey(choice, surroundings)!.Value} names it",
        TrustedBy.Pin => "it has the identity that --server-id names",
        TrustedBy.Callback => "it is the server that was met before; name a vendor's key to be sure",
        TrustedBy.Nothing => "nothing is proven without TLS",
    };

    private async Task LookAroundAsync(ISeatServer server)
    {
        var peer = server.Peer!;
        _findings.Add(Licenses(peer));
        _findings.Add(Clock(peer.ClockAhead));
        _findings.Add(await ServiceAsync(server));
        if (feature is not null && _findings[^1].Outcome != Finding.Failed)
            _findings.Add(await TryCheckoutAsync(server, feature));
    }

    private Finding Licenses(ServerPeer peer)
    {
        if (peer.Licenses.Count == 0)
            return new("license", Finding.Skipped, "the server shows its licenses to who names their vendor (--vendor-key)");
        var verdict = LicenseFile.VerifyJws(peer.Licenses[0], new() { Now = surroundings.Now, Server = peer.Identity });
        if (verdict.License is not { } license)
            return Finding.Bad("license", Failures.Of(verdict.Faults[0]));
        var days = license.Features.Select(one => one.DaysLeftAt(surroundings.Now)).Max(left => left ?? int.MaxValue);
        var left = days == int.MaxValue ? "perpetual" : $"{days} days left";
        return verdict.IsValid
            ? Finding.Good("license", $"{license.Id} of '{license.Vendor}' for '{license.Customer}', {left}")
            : Finding.Bad("license", Failures.Of(verdict.Faults[0]));
    }

    private static Finding Clock(TimeSpan ahead)
    {
        var detail = ahead.Duration() < TimeSpan.FromSeconds(1)
            ? "the server's clock is the same"
            : $"the server's clock is {Duration.Short(ahead.Duration())} {(ahead > TimeSpan.Zero ? "ahead" : "behind")}";
        return ahead.Duration() <= ClockDifferenceMax
            ? Finding.Good("clock", detail)
            : new("clock", Finding.Warning, $"{detail}; seats are safe, but licenses begin and end by the server's clock");
    }

    private async Task<Finding> ServiceAsync(ISeatServer server)
    {
        try
        {
            var status = await server.StatusAsync([], surroundings.Interrupted);
            var features = status.Features.Select(one => one.Feature).ToList();
            return status.Condition == "serving"
                ? Finding.Good("service", features.Count == 0 ? "serving, without any license" : $"serving {string.Join(", ", features.Take(10))}{(features.Count > 10 ? $" and {features.Count - 10} more" : "")}")
                : Finding.Bad("service", new(Protocol.ErrorCodes.JournalUnusable, $"the server refuses to serve: {status.Condition}", "see the server's log"));
        }
        catch (UsherException error)
        {
            return Finding.Bad("service", Failures.Of(error.Problem));
        }
    }

    private async Task<Finding> TryCheckoutAsync(ISeatServer server, string wanted)
    {
        try
        {
            await using var seat = await server.CheckoutAsync(wanted, new(), surroundings.Interrupted);
            return Finding.Good("checkout", $"a seat of '{seat.Feature}' was granted and given back");
        }
        catch (UsherException error)
        {
            return Finding.Bad("checkout", Failures.Of(error.Problem));
        }
    }
}
