namespace Usher.Core;

/// <summary>Where a license line stands in its life.</summary>
public enum LineState
{
    /// <summary>It has not started.</summary>
    Early,

    /// <summary>It grants seats.</summary>
    Open,

    /// <summary>It has ended and still grants, in its grace.</summary>
    Grace,

    /// <summary>It grants nothing any more.</summary>
    Ended,

    /// <summary>Its license was removed while leases still drew from it; they run out.</summary>
    Withdrawn,
}
