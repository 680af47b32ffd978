namespace Usher.Licensing;

/// <summary>A fault where only throwing is possible: a key that cannot be read, terms that cannot be issued.</summary>
/// <remarks>A retry with the same input never helps.</remarks>
public sealed class LicenseException : Exception
{
    /// <summary>An exception for one fault.</summary>
    public LicenseException(LicenseFault fault) : this([fault])
    {
    }

    internal LicenseException(IReadOnlyList<LicenseFault> faults) : base(faults[0].ToString()) => Faults = faults;

    /// <summary>The first fault.</summary>
    public LicenseFault Fault => Faults[0];

    /// <summary>Everything that is wrong, at least one.</summary>
    public IReadOnlyList<LicenseFault> Faults { get; }
}
