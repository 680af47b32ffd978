namespace Usher.Server.Management;

/// <summary>A request of the administration cannot be met; becomes the problem that the caller reads.</summary>
internal sealed class AdminException(int status, IReadOnlyList<ServerFault> faults) : Exception(faults[0].Message)
{
    internal AdminException(int status, ServerFault fault) : this(status, [fault])
    {
    }

    /// <summary>The HTTP status.</summary>
    internal int Status { get; } = status;

    /// <summary>Everything that is wrong, at least one.</summary>
    internal IReadOnlyList<ServerFault> Faults { get; } = faults;

    /// <summary>When to try again; null: nobody knows, or never.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
