namespace Usher.Licensing;

/// <summary>How far seats may be taken off the network.</summary>
public sealed record BorrowTerms
{
    /// <summary>Longest borrowing, in hours: 1 to 8,784 (366 days).</summary>
    public required int HoursMax { get; init; }

    /// <summary>Most seats borrowed at the same time: 0 to 10,000,000; null means no limit but the seats themselves.</summary>
    public int? SeatsMax { get; init; }

    /// <summary>Fields that this version does not know, kept as they are.</summary>
    public IReadOnlyList<UnknownField> UnknownFields { get; init; } = [];
}
