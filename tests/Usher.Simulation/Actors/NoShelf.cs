using Usher.Server.Licenses;

namespace Usher.Simulation.Actors;

/// <summary>No licenses to show: clients trust the server by its identity, and lines come from the administrator.</summary>
internal sealed class NoShelf : ILicenseShelf
{
    public string? LicenseSignedBy(string vendorKeyId) => null;
}
