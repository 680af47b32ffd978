namespace Usher.Cli.Servers;

/// <summary>Which servers, and whom to trust, as the command line says it; empty parts come from the environment or the user's settings.</summary>
/// <param name="Servers">Addresses; each may hold several with commas.</param>
/// <param name="VendorKey">File with a vendor's public key.</param>
/// <param name="ServerId">The one identity that is accepted.</param>
/// <param name="InsecureLoopback">No TLS, to this machine only.</param>
/// <param name="Timeout">Longest time to connect; null is the client's default.</param>
internal sealed record ServerChoice(string[] Servers, string? VendorKey, string? ServerId, bool InsecureLoopback, TimeSpan? Timeout)
{
    /// <summary>The program that holders of seats are shown with; null: this one.</summary>
    public string? Program { get; init; }
}
