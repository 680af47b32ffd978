namespace Usher.Server.Options;

/// <summary>One option as one source says it.</summary>
/// <param name="Key">As it was written.</param>
/// <param name="Values">One text, or the items of a list.</param>
/// <param name="Origin">For people: where it was written.</param>
internal sealed record Setting(string Key, IReadOnlyList<string> Values, string Origin)
{
    /// <summary>Whether it stands in <c>usher.json</c>.</summary>
    internal bool IsOfFile { get; init; }
}
