namespace Usher.Ports;

/// <summary>Something that changed on a watched port.</summary>
/// <param name="At">When the watch saw it: UTC.</param>
/// <param name="Listener">Who listens, or listened.</param>
public abstract record PortChange(DateTimeOffset At, Listener Listener)
{
    /// <summary>Somebody listens where nobody did.</summary>
    public sealed record Appeared(DateTimeOffset At, Listener Listener) : PortChange(At, Listener);

    /// <summary>Another program or user listens at the same address and port as before.</summary>
    /// <param name="At">When.</param>
    /// <param name="Listener">Who listens now.</param>
    /// <param name="Before">Who listened before.</param>
    public sealed record Replaced(DateTimeOffset At, Listener Listener, Listener Before) : PortChange(At, Listener);

    /// <summary>Nobody listens there any more.</summary>
    public sealed record Gone(DateTimeOffset At, Listener Listener) : PortChange(At, Listener);
}
