namespace Usher.Licensing;

/// <summary>What a vendor grants to a customer.</summary>
public sealed record License
{
    /// <summary>The only payload format that this version reads and writes.</summary>
    public const int Format = 1;

    /// <summary>The license's id: <c>LIC-</c> and 10 characters of A-Z and 2-7; other issuers: 1 to 64 of A-Z, a-z, 0-9, '.', '_', '-'.</summary>
    public required string Id { get; init; }

    /// <summary>The vendor's name; what counts is <see cref="VendorKeyId"/>.</summary>
    public required string Vendor { get; init; }

    /// <summary>SHA-256 of the public key that signed it, 64 hex digits.</summary>
    public required string VendorKeyId { get; init; }

    /// <summary>Who bought it: 1 to 200 bytes of UTF-8, one line.</summary>
    public required string Customer { get; init; }

    /// <summary>When it was issued, by the vendor's clock: UTC, whole seconds.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Which servers may serve it.</summary>
    public required ServerBinding Servers { get; init; }

    /// <summary>The lines, 1 to 10,000.</summary>
    public required IReadOnlyList<LicenseFeature> Features { get; init; }

    /// <summary>Top-level fields that this version does not know, kept as they are.</summary>
    public IReadOnlyList<UnknownField> UnknownFields { get; init; } = [];

    /// <summary>The same terms, to change and issue again under a new id and date.</summary>
    public LicenseTerms ToTerms() => new()
    {
        Customer = Customer, Servers = Servers, Features = Features, UnknownFields = UnknownFields,
    };
}
