namespace Usher.Licensing;

/// <summary>Whether a feature can be used at some time.</summary>
public enum FeatureStanding
{
    /// <summary>Its model or sharing rule is unknown to this version.</summary>
    Unsupported,

    /// <summary>It has not started.</summary>
    NotYetValid,

    /// <summary>It can be used.</summary>
    Active,

    /// <summary>It has expired and can still be used, because its grace runs.</summary>
    Grace,

    /// <summary>It has expired and its grace is over.</summary>
    Expired,
}
