using System.Collections.Immutable;

namespace Usher.Core;

/// <summary>Seats that are held and have no room on any line.</summary>
/// <param name="Seats">How many, above every overdraft.</param>
/// <param name="Holders">
/// Who, longest holder first: everybody who draws from a line that is gone or over, and of one that is too small the newest.
/// They keep their seats up to the deadline that they were promised.
/// </param>
public sealed record Shortage(long Seats, ImmutableArray<LeaseView> Holders)
{
    /// <summary>Nobody is short.</summary>
    public static Shortage None { get; } = new(0, []);
}
