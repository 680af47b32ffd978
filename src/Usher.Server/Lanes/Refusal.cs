using Usher.Protocol;

namespace Usher.Server.Lanes;

/// <summary>Why a request was not decided, or not granted, by the server itself and not by a pool.</summary>
/// <param name="Code">Of docs/errors.md.</param>
/// <param name="Message">What happened.</param>
/// <param name="Hint">What to do.</param>
/// <param name="RetryAfter">When the same request may do better; zero: a retry alone does not help.</param>
internal sealed record Refusal(string Code, string Message, string Hint, TimeSpan RetryAfter)
{
    /// <summary>The lane's queue is full.</summary>
    public static Refusal Busy { get; } = new(
        ErrorCodes.Busy,
        "the server is busy: as many requests wait as it accepts",
        "retry after the time named here; if it lasts, spread the load or raise the server's limits",
        TimeSpan.FromMilliseconds(100));

    /// <summary>The server ends.</summary>
    public static Refusal ShuttingDown { get; } = new(
        ErrorCodes.ShuttingDown,
        "the server is shutting down",
        "reconnect in a moment, or to the next server of the list; seats that are held wait",
        TimeSpan.FromSeconds(2));

    /// <summary>A fault in the server's own code.</summary>
    public static Refusal InternalFault { get; } = new(
        ErrorCodes.InternalFault,
        "something went wrong inside the server with this request",
        "look at the server's log and report it with the lines around the fault; asking the same again is safe",
        TimeSpan.Zero);

    /// <summary>The journal cannot be used.</summary>
    public static Refusal JournalUnusable(ServerFault fault, TimeSpan retryAfter) => new(
        ErrorCodes.JournalUnusable,
        $"the server refuses to serve because its journal cannot be used: {fault.Message} ({fault.Code})",
        fault.Hint,
        retryAfter);

    /// <summary>The same as a fault, for people who look at the server.</summary>
    public ServerFault ToFault() => new(Code, Message, Hint);
}
