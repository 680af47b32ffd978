namespace Usher.Ports;

/// <summary>What the check thinks of a listener.</summary>
public enum Verdict
{
    /// <summary>Not on a guarded port and no known license manager: not judged.</summary>
    Other,

    /// <summary>Who should be there: an Usher with a known identity, or a known license manager.</summary>
    Expected,

    /// <summary>Who should be there, but reachable from outside the trusted networks.</summary>
    Exposed,

    /// <summary>On a license port, and nothing tells who it is.</summary>
    Silent,

    /// <summary>Something else on a license port.</summary>
    Unexpected,

    /// <summary>On a port that this machine's Usher wants.</summary>
    Conflict,

    /// <summary>Says it is Usher, with an identity that nothing here names.</summary>
    Impostor,
}
