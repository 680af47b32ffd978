namespace Usher.Ports;

/// <summary>The port guard cannot do what it was asked. A retry does not help until what <see cref="Hint"/> says is done.</summary>
/// <param name="code">One of <see cref="PortsCodes"/>.</param>
/// <param name="message">What happened, one line.</param>
/// <param name="hint">The cure, one line.</param>
/// <param name="inner">What caused it, when there was something.</param>
public sealed class PortsException(string code, string message, string hint, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>One of <see cref="PortsCodes"/>.</summary>
    public string Code { get; } = code;

    /// <summary>The cure, one line.</summary>
    public string Hint { get; } = hint;
}
