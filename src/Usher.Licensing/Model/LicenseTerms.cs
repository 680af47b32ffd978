namespace Usher.Licensing;

/// <summary>What a vendor wants issued. Id, date and vendor come from <see cref="LicenseFile.Issue"/>.</summary>
public sealed record LicenseTerms
{
    /// <summary>Who buys: 1 to 200 bytes of UTF-8, one line.</summary>
    public required string Customer { get; init; }

    /// <summary>Which servers may serve it.</summary>
    public required ServerBinding Servers { get; init; }

    /// <summary>The lines, 1 to 10,000.</summary>
    public required IReadOnlyList<LicenseFeature> Features { get; init; }

    /// <summary>Top-level fields of a later version, written as they are.</summary>
    public IReadOnlyList<UnknownField> UnknownFields { get; init; } = [];
}
