using System.Net;
using System.Net.Sockets;

namespace Usher.Ports;

/// <summary>Writes firewall commands. Nothing is run.</summary>
public static class Firewalls
{
    private static readonly (AddressFamily Family, string Keyword)[] Keywords = [(AddressFamily.InterNetwork, "ip"), (AddressFamily.InterNetworkV6, "ip6")];

    /// <summary>For nftables, ufw, firewalld, Windows and macOS' pf.</summary>
    /// <param name="use">Which ports; rows without a port have no rules.</param>
    /// <param name="trusted">Networks that may connect. A network inside another is left out; none at all closes the ports.</param>
    public static IReadOnlyList<FirewallRules> For(PortUse use, IReadOnlyList<IPNetwork> trusted)
    {
        if (use.First is null)
            return [];
        var networks = Widest(trusted);
        return
        [
            new("nftables", [.. Nftables(use, networks)]),
            new("ufw", [.. Ufw(use, networks)]),
            new("firewalld", [.. Firewalld(use, networks)]),
            new("windows", [.. Windows(use, networks)]),
            new("pf", [.. Pf(use, networks)]),
        ];
    }

    /// <summary>nftables refuses sets whose intervals overlap, and the others only get longer by them.</summary>
    internal static IReadOnlyList<IPNetwork> Widest(IReadOnlyList<IPNetwork> networks) => [.. networks.Distinct()
        .Where(one => !networks.Any(other => other != one && other.PrefixLength <= one.PrefixLength && other.Contains(one.BaseAddress)))
        .OrderBy(network => network.BaseAddress.AddressFamily).ThenBy(network => network.ToString(), StringComparer.Ordinal)];

    /// <summary>A table of its own, early in the input hook: it can only refuse, so what other tables refuse stays refused.</summary>
    private static IEnumerable<string> Nftables(PortUse use, IReadOnlyList<IPNetwork> networks)
    {
        yield return "nft add table inet usher";
        yield return "nft add chain inet usher input '{ type filter hook input priority -10; policy accept; }'";
        foreach (var transport in Names(use))
        {
            var ports = $"{transport} dport {Ports(use, '-')}";
            foreach (var (family, keyword) in Keywords)
            {
                if (Join(networks, family) is { Length: > 0 } list)
                    yield return $"nft add rule inet usher input {ports} {keyword} saddr '{{ {list} }}' accept";
            }

            yield return $"nft add rule inet usher input {ports} drop";
        }
    }

    /// <summary>ufw takes the first rule that matches.</summary>
    private static IEnumerable<string> Ufw(PortUse use, IReadOnlyList<IPNetwork> networks)
    {
        foreach (var transport in Names(use))
        {
            foreach (var network in networks)
                yield return $"ufw allow proto {transport} from {network} to any port {Ports(use, ':')}";
            yield return $"ufw deny {Ports(use, ':')}/{transport}";
        }
    }

    /// <summary>firewalld refuses what no rule allows; a port that was opened for everybody has to be closed.</summary>
    private static IEnumerable<string> Firewalld(PortUse use, IReadOnlyList<IPNetwork> networks)
    {
        foreach (var transport in Names(use))
        {
            yield return $"firewall-cmd --permanent --remove-port={Ports(use, '-')}/{transport}";
            foreach (var network in networks)
                yield return $"firewall-cmd --permanent --add-rich-rule='rule family=\"{Family(network)}\" source address=\"{network}\" port port=\"{Ports(use, '-')}\" protocol=\"{transport}\" accept'";
        }

        yield return "firewall-cmd --reload";
    }

    /// <summary>Windows refuses what no rule allows.</summary>
    private static IEnumerable<string> Windows(PortUse use, IReadOnlyList<IPNetwork> networks) => Names(use).Select(transport =>
        $"New-NetFirewallRule -DisplayName 'Usher {Ports(use, '-')}/{transport}' -Direction Inbound -Protocol {transport.ToUpperInvariant()} -LocalPort {Ports(use, '-')}"
        + (networks.Count == 0 ? " -Action Block" : $" -RemoteAddress {string.Join(',', networks)} -Action Allow"));

    /// <summary>An anchor below com.apple is part of macOS' own rules and replaced as a whole.</summary>
    private static IEnumerable<string> Pf(PortUse use, IReadOnlyList<IPNetwork> networks)
    {
        var rules = Names(use).SelectMany(transport => (IEnumerable<string>)
        [
            .. networks.Count == 0 ? [] : new[] { $"pass in quick proto {transport} from {{ {string.Join(", ", networks)} }} to any port {Ports(use, ':')}" },
            $"block in quick proto {transport} from any to any port {Ports(use, ':')}",
        ]);
        yield return $"printf '%s\\n' {string.Join(' ', rules.Select(rule => $"'{rule}'"))} | pfctl -a com.apple/usher-{use.First} -f -";
        yield return "pfctl -e";
    }

    private static IEnumerable<string> Names(PortUse use) => use.Transports.Select(TransportNames.Name);

    private static string Ports(PortUse use, char between) => use.First == use.Last ? $"{use.First}" : $"{use.First}{between}{use.Last}";

    private static string Family(IPNetwork network) => network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? "ipv4" : "ipv6";

    private static string Join(IReadOnlyList<IPNetwork> networks, AddressFamily family) =>
        string.Join(", ", networks.Where(network => network.BaseAddress.AddressFamily == family));
}
