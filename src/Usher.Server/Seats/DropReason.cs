namespace Usher.Server.Seats;

/// <summary>Why the server refused or ended a connection: the values of the metric's <c>reason</c>.</summary>
internal static class DropReason
{
    /// <summary>Every one.</summary>
    public static readonly IReadOnlyList<string> All = [Untrusted, TooMany, TooManyFromAddress, NoHello, Idle, SlowReader, Protocol];

    /// <summary>Its address is not of a trusted network.</summary>
    public const string Untrusted = "untrusted";

    /// <summary>As many connections as may be were open.</summary>
    public const string TooMany = "too_many";

    /// <summary>As many connections as may be were open from its address.</summary>
    public const string TooManyFromAddress = "too_many_from_address";

    /// <summary>No hello within the time for it.</summary>
    public const string NoHello = "no_hello";

    /// <summary>Nothing was heard for too long.</summary>
    public const string Idle = "idle";

    /// <summary>The client does not read what it is sent.</summary>
    public const string SlowReader = "slow_reader";

    /// <summary>The client broke the protocol.</summary>
    public const string Protocol = "protocol";
}
