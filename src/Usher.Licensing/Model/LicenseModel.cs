namespace Usher.Licensing;

/// <summary>How the seats of a feature are counted.</summary>
public enum LicenseModel
{
    /// <summary>A model that this version does not know; the feature is reported and not served.</summary>
    Unsupported = 0,

    /// <summary><c>floating</c>: at most so many seats at the same time, whoever holds them.</summary>
    Floating,

    /// <summary><c>node-locked</c>: only on the hosts that the license lists.</summary>
    NodeLocked,

    /// <summary><c>named-user</c>: only for the users that the license lists, or that the administrator assigns.</summary>
    NamedUser,

    /// <summary><c>token-pool</c>: a pool of tokens, or a feature that draws tokens from one.</summary>
    TokenPool,

    /// <summary><c>metered</c>: a counter of units that only goes down.</summary>
    Metered,

    /// <summary><c>package</c>: a suite; one seat covers all the features that it contains.</summary>
    Package,

    /// <summary><c>trial</c>: floating, for evaluation; must expire.</summary>
    Trial,

    /// <summary><c>subscription</c>: floating, for a paid term; must expire.</summary>
    Subscription,
}
