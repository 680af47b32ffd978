namespace Usher.Ports;

/// <summary>One address on which a listener can be reached.</summary>
/// <param name="Listener">Who listens.</param>
/// <param name="At">Where it can be reached.</param>
/// <param name="IsTrusted">Whether the address lies in a trusted network.</param>
public sealed record Reach(Listener Listener, LocalAddress At, bool IsTrusted);
