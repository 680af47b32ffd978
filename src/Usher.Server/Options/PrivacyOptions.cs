namespace Usher.Server.Options;

/// <summary>What is shown of people. Section "Privacy".</summary>
public sealed record PrivacyOptions
{
    /// <summary>
    /// Viewers of the administration see pseudonyms in place of the names of users and hosts; the same person always has
    /// the same one. Default false.
    /// </summary>
    public bool HideNames { get; init; }
}
