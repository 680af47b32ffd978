namespace Usher.Licensing;

/// <summary>What two checkouts must have in common to share one seat; several flags must all be the same.</summary>
[Flags]
public enum SharingRule
{
    /// <summary>Every checkout takes a seat of its own.</summary>
    None = 0,

    /// <summary>The same user.</summary>
    User = 1,

    /// <summary>The same host.</summary>
    Host = 2,

    /// <summary>The same display.</summary>
    Display = 4,

    /// <summary>Anybody: the whole site shares one seat.</summary>
    Site = 8,
}
