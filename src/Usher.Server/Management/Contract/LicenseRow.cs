namespace Usher.Server.Management.Contract;

/// <summary>The installed licenses: <c>GET /api/v1/licenses</c>.</summary>
/// <param name="Licenses">In order of id.</param>
public sealed record LicenseList(IReadOnlyList<LicenseRow> Licenses);

/// <summary>One license.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State"><c>serving</c>, or <c>held</c>: seats are not granted from it; the faults say why.</param>
/// <param name="Vendor">The vendor's name; null like the next fields when the file cannot be read any more.</param>
/// <param name="VendorKey">SHA-256 of the vendor's public key, 64 hex digits.</param>
/// <param name="Customer">Who bought it.</param>
/// <param name="IssuedAt">By the vendor's clock.</param>
/// <param name="InstalledAt">By the server's clock; null when it is only looked at.</param>
/// <param name="InstalledBy">Who installed it.</param>
/// <param name="DaysLeft">Until its first feature ends; null: none ever does. 0 or less: it has.</param>
/// <param name="Features">Its lines, in the order of the file.</param>
/// <param name="Faults">Why no seat is granted from it.</param>
/// <param name="Warnings">What an administrator should know.</param>
public sealed record LicenseRow(
    string Id,
    string State,
    string? Vendor,
    string? VendorKey,
    string? Customer,
    DateTimeOffset? IssuedAt,
    DateTimeOffset? InstalledAt,
    string? InstalledBy,
    int? DaysLeft,
    IReadOnlyList<LicenseFeatureRow> Features,
    IReadOnlyList<ServerFault> Faults,
    IReadOnlyList<ServerFault> Warnings);

/// <summary>One line of a license.</summary>
/// <param name="Line">The line's id, <c>LICENSE-ID#n</c>, n from 1.</param>
/// <param name="Name">The feature.</param>
/// <param name="Model">As the file says it.</param>
/// <param name="Version">Newest version that it covers.</param>
/// <param name="Seats">How many.</param>
/// <param name="Overdraft">Seats above that.</param>
/// <param name="Starts">UTC; null: always.</param>
/// <param name="Ends">UTC, exclusive, without grace; null: never.</param>
/// <param name="GraceDays">Days of grace.</param>
/// <param name="DaysLeft">Until it ends; null: never. 0 or less: it has.</param>
/// <param name="State"><c>active</c>, <c>early</c>, <c>grace</c>, <c>ended</c> or <c>unsupported</c>.</param>
/// <param name="IsServed">Whether this version grants seats of it, dates aside.</param>
public sealed record LicenseFeatureRow(
    string Line,
    string Name,
    string Model,
    string Version,
    int Seats,
    int Overdraft,
    DateTimeOffset? Starts,
    DateTimeOffset? Ends,
    int GraceDays,
    int? DaysLeft,
    string State,
    bool IsServed);
