using System.Collections.Immutable;

namespace Usher.Server.Options;

/// <summary>What is installed at start, and whom to trust. Section "Licenses".</summary>
public sealed record LicensesOptions
{
    /// <summary>
    /// License files that are installed at start unless they are already; one that cannot be stops the start.
    /// Up to 100 paths. Default none.
    /// </summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>
    /// Files with public keys of the only vendors whose licenses are accepted. Up to 100 paths. Default none: a vendor is
    /// trusted from the first license of it that is installed.
    /// </summary>
    public ImmutableArray<string> VendorKeys { get; init; } = [];
}
