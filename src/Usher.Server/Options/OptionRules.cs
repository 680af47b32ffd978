using System.Collections.Immutable;
using Usher.Server.Metrics.Otlp;
using Usher.Server.Networks;

namespace Usher.Server.Options;

/// <summary>What must hold between options; each fault names both.</summary>
internal static class OptionRules
{
    internal static IEnumerable<ServerFault> Faults(ServerOptions options) =>
        Leases(options).Concat(Seats(options)).Concat(Access(options)).Concat(Plaintext(options)).Concat(Guard(options)).Concat(History(options)).Concat(Otlp(options.Otlp));

    /// <summary>Every range and every rule, for options that were made in code.</summary>
    internal static IEnumerable<ServerFault> AllFaults(ServerOptions options)
    {
        foreach (var entry in OptionTable.All)
        {
            var text = entry.Show(options);
            if (entry.TrySet(options, [text]) is null)
                yield return OptionFaults.BadValue(entry, text, "the program that starts the server");
        }

        foreach (var fault in Faults(options))
            yield return fault;
    }

    private static IEnumerable<ServerFault> Leases(ServerOptions options)
    {
        var leases = options.Leases;
        if (leases.TtlMin > leases.TtlDefault)
            yield return Above("Leases:TtlMin", leases.TtlMin, "Leases:Ttl", leases.TtlDefault);
        if (leases.TtlDefault > leases.TtlMax)
            yield return Above("Leases:Ttl", leases.TtlDefault, "Leases:TtlMax", leases.TtlMax);
        if (leases.Linger > leases.TtlMax)
            yield return Above("Leases:Linger", leases.Linger, "Leases:TtlMax", leases.TtlMax);
    }

    private static IEnumerable<ServerFault> Seats(ServerOptions options)
    {
        var seats = options.Seats;
        if (seats.HeartbeatEvery * 2 > seats.IdleMax)
        {
            yield return new(
                ServerCodes.OptionsDisagree,
                $"Seats:HeartbeatEvery ({DurationText.Show(seats.HeartbeatEvery)}) must be at most half of Seats:IdleMax ({DurationText.Show(seats.IdleMax)})",
                "lower Seats:HeartbeatEvery or raise Seats:IdleMax, so that one lost heartbeat does not cost the connection");
        }

        if (seats.ConnectionsPerAddressMax > seats.ConnectionsMax)
        {
            yield return new(
                ServerCodes.OptionsDisagree,
                $"Seats:ConnectionsPerAddressMax ({seats.ConnectionsPerAddressMax}) must not be above Seats:ConnectionsMax ({seats.ConnectionsMax})",
                "lower Seats:ConnectionsPerAddressMax or raise Seats:ConnectionsMax");
        }
    }

    private static IEnumerable<ServerFault> Access(ServerOptions options)
    {
        var access = options.Access;
        if (access.SessionIdle > access.SessionMax)
            yield return Above("Access:SessionIdle", access.SessionIdle, "Access:SessionMax", access.SessionMax);
        if (access.ConnectionsPerAddressMax > access.ConnectionsMax)
        {
            yield return new(
                ServerCodes.OptionsDisagree,
                $"Access:ConnectionsPerAddressMax ({access.ConnectionsPerAddressMax}) must not be above Access:ConnectionsMax ({access.ConnectionsMax})",
                "lower Access:ConnectionsPerAddressMax or raise Access:ConnectionsMax");
        }

        if (options.Listen is { Admin: true, Port: not 0 } listen && listen.Port == listen.AdminPort)
        {
            yield return new(
                ServerCodes.OptionsDisagree,
                $"Listen:Port and Listen:AdminPort are both {listen.Port}",
                "give them different ports; 1203 and 1455 are the registered ones");
        }
    }

    private static IEnumerable<ServerFault> History(ServerOptions options)
    {
        // Hours are what minutes become; without them a report would have gaps.
        var history = options.History;
        if (history.MinutesKept > history.UsageKept)
            yield return Above("History:MinutesKept", history.MinutesKept, "History:UsageKept", history.UsageKept);
    }

    private static IEnumerable<ServerFault> Otlp(OtlpOptions otlp)
    {
        if (otlp.Endpoint.Length == 0 || !OtlpOptions.IsEndpoint(otlp.Endpoint))
            yield break;
        var url = new Uri(otlp.Endpoint);
        if (otlp.HeadersFile.Length > 0 && url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
        {
            yield return new(
                ServerCodes.OptionsDisagree,
                "Otlp:HeadersFile is set, and Otlp:Endpoint is plain http to another machine: everybody in between would read the headers",
                "use https, or a collector on this machine");
        }

        if (otlp.TraceOneIn > 0 && OtlpExport.AddressOf(otlp.Endpoint, OtlpExport.Traces) is null)
        {
            yield return new(
                ServerCodes.OptionsDisagree,
                $"Otlp:TraceOneIn is set, and the path of Otlp:Endpoint ({url.AbsolutePath}) does not tell where traces go",
                "leave the path out, or end it with /v1/metrics: traces then go to /v1/traces beside it");
        }
    }

    private static IEnumerable<ServerFault> Plaintext(ServerOptions options) =>
        from pair in ((string Key, ImmutableArray<string> Addresses)[])
            [("Listen:Addresses", options.Listen.Addresses), ("Listen:AdminAddresses", options.Listen.AdminAddresses)]
        from address in options.Listen.InsecureLoopback ? pair.Addresses : []
        where !ListenAddress.IsLoopback(address)
        select new ServerFault(
            ServerCodes.PlaintextNotLoopback,
            $"Listen:InsecureLoopback allows plaintext on loopback alone, but {pair.Key} has '{address}'",
            "listen on 127.0.0.1 or [::1], or drop --insecure-loopback: with TLS every address may be used");

    /// <summary>No search path: what is run is what the administrator named.</summary>
    private static IEnumerable<ServerFault> Guard(ServerOptions options)
    {
        if (options.Guard.Command is [var program, ..] && !Path.IsPathFullyQualified(program))
        {
            yield return new(
                ServerCodes.BadOption,
                $"Guard:Command cannot run '{program}': it is no absolute path",
                "give the executable with its whole path first, then each argument as a text of its own");
        }
    }

    private static ServerFault Above(string one, TimeSpan longer, string other, TimeSpan shorter) => new(
        ServerCodes.OptionsDisagree,
        $"{one} ({DurationText.Show(longer)}) must not be longer than {other} ({DurationText.Show(shorter)})",
        $"lower {one} or raise {other}");
}
