namespace Usher.Licensing;

/// <summary>One line of a license: a feature, how many seats, of which version, until when.</summary>
/// <remarks>
/// A file may have several lines for the same name. Fields and ranges are the contract of docs/license-file.md;
/// they are checked when a license is issued and when it is read, not here.
/// </remarks>
public sealed record LicenseFeature
{
    /// <summary>Name, case-sensitive: 1 to 64 bytes of UTF-8, no control characters, no <c>:</c> or <c>/</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The product that it belongs to, for people; the same rule as <see cref="Name"/>.</summary>
    public string? Product { get; init; }

    /// <summary>How seats are counted.</summary>
    public LicenseModel Model { get; init; } = LicenseModel.Floating;

    /// <summary>The model as the file says it; differs from <see cref="Model"/>'s name only if that is unsupported.</summary>
    public string ModelText { get => field ?? LicenseModelText.Name(Model) ?? ""; init; }

    /// <summary>Newest version that it covers: 1 to 4 numbers with dots, such as <c>2.0</c> or <c>2026.11</c>.</summary>
    public string Version { get; init; } = "0";

    /// <summary>Seats, or tokens of a pool: 1 to 10,000,000.</summary>
    public int Seats { get; init; }

    /// <summary>First day or instant; null means from the beginning.</summary>
    public LicenseTime? Starts { get; init; }

    /// <summary>Last day, or the instant of the end; null means perpetual.</summary>
    public LicenseTime? Expires { get; init; }

    /// <summary>Last day or end of maintenance: releases made later are not covered. Null means no limit.</summary>
    public LicenseTime? MaintenanceUntil { get; init; }

    /// <summary>Days after the end during which it can still be used: 0 to 3,650.</summary>
    public int GraceDays { get; init; }

    /// <summary>Seats that may be taken above the count, marked as such: 0 to 10,000,000.</summary>
    public int Overdraft { get; init; }

    /// <summary>What checkouts must have in common to share a seat.</summary>
    public SharingRule Sharing { get; init; }

    /// <summary>Sharing rules in the file that this version does not know; the feature is unsupported if there are any.</summary>
    public IReadOnlyList<string> UnknownSharing { get; init; } = [];

    /// <summary>Longest linger that an administrator may set: 0 s to 30 days, whole seconds; null means no limit.</summary>
    public TimeSpan? LingerMax { get; init; }

    /// <summary>How seats may be borrowed; null means not at all.</summary>
    public BorrowTerms? Borrow { get; init; }

    /// <summary>Token pool: the pool feature that this one draws from; null means that it is a pool itself.</summary>
    public string? TokenFeature { get; init; }

    /// <summary>Token pool: tokens that one seat draws, 1 to 1,000,000; null unless it draws.</summary>
    public int? TokensPerSeat { get; init; }

    /// <summary>Metered: units that may be used in all, 1 to 10^15.</summary>
    public long? Units { get; init; }

    /// <summary>Node-locked: the hosts, 1 to 10,000 ids of 1 to 128 bytes.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>Named user: the users, 0 to 10,000 names of 1 to 128 bytes; empty means that the administrator assigns them.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Package: the names of the features in it, 1 to 1,000.</summary>
    public IReadOnlyList<string> Contains { get; init; } = [];

    /// <summary>A remark for people: at most 500 bytes, one line.</summary>
    public string? Note { get; init; }

    /// <summary>Fields that this version does not know, kept as they are.</summary>
    public IReadOnlyList<UnknownField> UnknownFields { get; init; } = [];

    /// <summary>Whether this version knows how to count it.</summary>
    public bool IsSupported => Model != LicenseModel.Unsupported && UnknownSharing.Count == 0;

    /// <summary>When it begins: UTC, inclusive; null means always.</summary>
    public DateTimeOffset? StartsAt => Starts?.Start;

    /// <summary>When it ends: UTC, exclusive, without the grace; null means never.</summary>
    public DateTimeOffset? EndsAt => Expires?.End;

    /// <summary>When it can no longer be used: <see cref="EndsAt"/> and the grace; UTC, exclusive; null means never.</summary>
    public DateTimeOffset? UsableUntil => EndsAt?.AddDays(GraceDays);

    /// <summary>Whether it can be used at this time.</summary>
    public FeatureStanding StandingAt(DateTimeOffset now) =>
        !IsSupported ? FeatureStanding.Unsupported
        : now < StartsAt ? FeatureStanding.NotYetValid
        : now >= UsableUntil ? FeatureStanding.Expired
        : now >= EndsAt ? FeatureStanding.Grace
        : FeatureStanding.Active;

    /// <summary>Whether a seat of it may be granted at this time: active, or in its grace.</summary>
    public bool IsUsableAt(DateTimeOffset now) => StandingAt(now) is FeatureStanding.Active or FeatureStanding.Grace;

    /// <summary>
    /// Whole days until the end, a begun day counted as one; null if perpetual; 0 or less once it has ended
    /// (0 on the first day after the end).
    /// </summary>
    public int? DaysLeftAt(DateTimeOffset now) =>
        EndsAt is { } end ? (int)Math.Ceiling((end - now).TotalDays) : null;
}
