namespace Usher.Licensing;

/// <summary>A feature that is being described, value by value.</summary>
internal sealed class FeatureDraft(string name)
{
    internal LicenseFeature Feature { get; set; } = new() { Name = name };

    internal int? Seats { get; set; }

    internal int? BorrowHours { get; set; }

    internal int? BorrowSeats { get; set; }

    /// <summary>The feature, checked by the same rules as when it is issued.</summary>
    internal LicenseFeature Finish(FaultSink faults)
    {
        var feature = FeatureRules.WithSeats(Feature with { Borrow = Borrow(faults) }, Seats);
        FeatureRules.Check(faults, feature);
        return feature;
    }

    private BorrowTerms? Borrow(FaultSink faults)
    {
        if (BorrowHours is { } hours)
            return new BorrowTerms { HoursMax = hours, SeatsMax = BorrowSeats };
        if (BorrowSeats is not null)
            faults.Bad("borrowSeats", "is given without borrow", "say for how long seats may be borrowed, such as borrow=72h");
        return null;
    }
}
