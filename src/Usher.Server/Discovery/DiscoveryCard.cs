namespace Usher.Server.Discovery;

/// <summary>What the server says of itself to who looks for it.</summary>
/// <param name="SeatsPorts">TCP ports for seats, 1 to 4.</param>
/// <param name="ManagementPort">TCP port of the management for other machines; 0: none.</param>
/// <param name="LocalManagementPort">The same for this machine.</param>
/// <param name="Name">The machine's name.</param>
/// <param name="Version">The program's version.</param>
internal sealed record DiscoveryCard(
    IReadOnlyList<ushort> SeatsPorts, ushort ManagementPort, ushort LocalManagementPort, string Name, string Version);
