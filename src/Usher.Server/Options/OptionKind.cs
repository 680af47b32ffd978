namespace Usher.Server.Options;

/// <summary>How values of one kind are read and written, and what they may be.</summary>
/// <param name="Range">For people.</param>
/// <param name="Read">False when the text is no such value or out of its range.</param>
/// <param name="Show">As it would be written.</param>
internal sealed record OptionKind<T>(string Range, OptionKind<T>.Reader Read, Func<T, string> Show)
{
    /// <summary>Reads a value.</summary>
    internal delegate bool Reader(IReadOnlyList<string> values, out T value);
}
