namespace Usher.Protocol;

/// <summary>The peer broke the protocol; the connection is of no use any more. Reconnect, do not resend.</summary>
public sealed class ProtocolException(string code, string message) : Exception(message)
{
    /// <summary>A code of <see cref="ErrorCodes"/>.</summary>
    public string Code { get; } = code;
}
