namespace Usher.Core;

/// <summary>All seats of one vendor's feature: the unit of atomicity, and one journal stream.</summary>
/// <param name="Vendor">The vendor's name, as its licenses carry it.</param>
/// <param name="Feature">Case-sensitive, 1 to 64 bytes of UTF-8.</param>
public sealed record PoolId(string Vendor, string Feature)
{
    /// <summary><c>vendor/feature</c>. Neither part contains a slash.</summary>
    public override string ToString() => $"{Vendor}/{Feature}";
}
