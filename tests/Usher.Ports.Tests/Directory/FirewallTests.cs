using System.Net;

namespace Usher.Ports.Tests;

public sealed class FirewallTests
{
    private static readonly IPNetwork[] Trusted = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("fd00::/8"), IPNetwork.Parse("10.1.0.0/16")];

    [Theory]
    [InlineData("nftables", """
        nft add table inet usher
        nft add chain inet usher input '{ type filter hook input priority -10; policy accept; }'
        nft add rule inet usher input tcp dport 27000-27009 ip saddr '{ 10.0.0.0/8 }' accept
        nft add rule inet usher input tcp dport 27000-27009 ip6 saddr '{ fd00::/8 }' accept
        nft add rule inet usher input tcp dport 27000-27009 drop
        """)]
    [InlineData("ufw", """
        ufw allow proto tcp from 10.0.0.0/8 to any port 27000:27009
        ufw allow proto tcp from fd00::/8 to any port 27000:27009
        ufw deny 27000:27009/tcp
        """)]
    [InlineData("firewalld", """
        firewall-cmd --permanent --remove-port=27000-27009/tcp
        firewall-cmd --permanent --add-rich-rule='rule family="ipv4" source address="10.0.0.0/8" port port="27000-27009" protocol="tcp" accept'
        firewall-cmd --permanent --add-rich-rule='rule family="ipv6" source address="fd00::/8" port port="27000-27009" protocol="tcp" accept'
        firewall-cmd --reload
        """)]
    [InlineData("windows", """
        New-NetFirewallRule -DisplayName 'Usher 27000-27009/tcp' -Direction Inbound -Protocol TCP -LocalPort 27000-27009 -RemoteAddress 10.0.0.0/8,fd00::/8 -Action Allow
        """)]
    [InlineData("pf", """
        printf '%s\n' 'pass in quick proto tcp from { 10.0.0.0/8, fd00::/8 } to any port 27000:27009' 'block in quick proto tcp from any to any port 27000:27009' | pfctl -a com.apple/usher-27000 -f -
        pfctl -e
        """)]
    public void Only_trusted_networks_are_let_in(string firewall, string commands) => Assert.Equal(
        commands,
        string.Join('\n', Firewalls.For(PortDirectory.BuiltIn.Search("27000/tcp")[0], Trusted).Single(rules => rules.Firewall == firewall).Commands));

    [Fact]
    public void Both_transports_of_a_port_get_rules() =>
        Assert.All(Firewalls.For(PortDirectory.BuiltIn.Search("6200")[0], Trusted), rules =>
        {
            Assert.Contains(rules.Commands, command => command.Contains("tcp", StringComparison.OrdinalIgnoreCase));
            Assert.Contains(rules.Commands, command => command.Contains("udp", StringComparison.OrdinalIgnoreCase));
        });

    [Fact]
    public void Without_a_trusted_network_a_port_is_closed() =>
        Assert.All(Firewalls.For(PortDirectory.BuiltIn.Search("5054")[0], []), rules =>
            Assert.DoesNotContain(rules.Commands, command => command.Contains("allow", StringComparison.OrdinalIgnoreCase) || command.Contains(" pass ", StringComparison.Ordinal)));

    [Fact]
    public void A_port_that_the_administrator_chooses_has_no_rules() =>
        Assert.Empty(Firewalls.For(PortDirectory.BuiltIn.All.First(use => use.First is null), Trusted));
}
