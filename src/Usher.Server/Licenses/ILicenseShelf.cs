namespace Usher.Server.Licenses;

/// <summary>The installed licenses, as a session needs them. Safe on any thread.</summary>
internal interface ILicenseShelf
{
    /// <summary>
    /// The compact JWS of an installed license that a vendor key signed and that names this server; the one that ends
    /// last. Null when there is none.
    /// </summary>
    string? LicenseSignedBy(string vendorKeyId);
}
