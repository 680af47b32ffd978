namespace Usher.Server;

/// <summary>Why the server refuses something, with a stable code and a cure.</summary>
/// <param name="Code">Of docs/errors.md.</param>
/// <param name="Message">What happened.</param>
/// <param name="Hint">What to do.</param>
public sealed record ServerFault(string Code, string Message, string Hint);
