namespace Usher.Client;

/// <summary>Licenses were added to or removed from the server.</summary>
public sealed class LicenseChangedEventArgs(IReadOnlyList<string> features) : EventArgs
{
    /// <summary>"vendor/feature" whose lines changed.</summary>
    public IReadOnlyList<string> Features { get; } = features;
}
