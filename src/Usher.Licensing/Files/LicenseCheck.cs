namespace Usher.Licensing;

/// <summary>What a license is checked against.</summary>
public sealed record LicenseCheck
{
    /// <summary>The present time, for starts, ends and days left.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>
    /// The vendors whose signature counts. Null: only integrity is checked, by the key inside the file, which proves
    /// that nothing changed but not who issued it. An empty list trusts nobody.
    /// </summary>
    public IReadOnlyList<VendorPublicKey>? TrustedVendors { get; init; }

    /// <summary>The server that would serve it; null does not check the binding.</summary>
    public ServerIdentity? Server { get; init; }
}
