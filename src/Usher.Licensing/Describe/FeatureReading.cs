namespace Usher.Licensing;

/// <summary>What reading descriptions of features came to.</summary>
/// <param name="Features">The features, in the order given; incomplete if there are faults.</param>
/// <param name="Faults">Everything that is wrong, each with its place and cure; at most 100.</param>
public sealed record FeatureReading(IReadOnlyList<LicenseFeature> Features, IReadOnlyList<LicenseFault> Faults)
{
    /// <summary>Whether everything could be read.</summary>
    public bool IsValid => Faults.Count == 0;
}
