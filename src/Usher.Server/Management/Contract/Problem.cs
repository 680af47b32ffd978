namespace Usher.Server.Management.Contract;

/// <summary>Why a request failed: RFC 9457, with the code and the cure of docs/errors.md.</summary>
/// <param name="Type"><c>urn:usher:error:CODE</c>.</param>
/// <param name="Title">The HTTP status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What happened.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Hint">What to do.</param>
/// <param name="Faults">Everything that is wrong, when it is more than one thing; the first is the problem itself.</param>
public sealed record Problem(
    string Type, string Title, int Status, string Detail, string Code, string Hint, IReadOnlyList<ServerFault> Faults);
