namespace Usher.Core;

/// <summary>How far a placement may go.</summary>
internal enum Allowance
{
    /// <summary>Free seats only.</summary>
    FreeSeats,

    /// <summary>Then the lines' overdraft.</summary>
    Overdraft,

    /// <summary>Then above every count: a lapsed lease comes back.</summary>
    Anything,
}
