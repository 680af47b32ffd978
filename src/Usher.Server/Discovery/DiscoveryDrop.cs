namespace Usher.Server.Discovery;

/// <summary>Why a datagram got no answer: the values of the metric's <c>reason</c>.</summary>
internal static class DiscoveryDrop
{
    /// <summary>Its address is not of a trusted network.</summary>
    public const string Untrusted = "untrusted";

    /// <summary>It is no question of this version.</summary>
    public const string Malformed = "malformed";

    /// <summary>As many answers as may be were sent in this second.</summary>
    public const string TooMany = "too_many";

    /// <summary>As many answers as may be were sent to its address in this second.</summary>
    public const string TooManyToAddress = "too_many_to_address";

    /// <summary>It asks for a feature that is not served here.</summary>
    public const string OtherFeature = "other_feature";

    /// <summary>It came to an address or an interface on which no seats are served.</summary>
    public const string Elsewhere = "elsewhere";

    /// <summary>The system could not receive it or send its answer.</summary>
    public const string Socket = "socket";
}
