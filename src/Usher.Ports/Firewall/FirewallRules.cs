namespace Usher.Ports;

/// <summary>The commands of one firewall that let only trusted networks reach some ports.</summary>
/// <param name="Firewall">Its name, such as "nftables".</param>
/// <param name="Commands">To run as root or administrator, in this order.</param>
public sealed record FirewallRules(string Firewall, IReadOnlyList<string> Commands);
