using System.Globalization;

namespace Usher.Core.Tests;

/// <summary>The words of one step of the table: some in order, then named ones in any order.</summary>
internal sealed class Words(string text)
{
    private readonly string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    private int read;

    public string Next() => words[read++];

    public bool Has(string word) => words.Contains(word);

    /// <summary>The word after a name; null when the name is not there.</summary>
    public string? After(string name) => Array.IndexOf(words, name) is >= 0 and var found ? words[found + 1] : null;

    public TimeSpan SpanAfter(string name) => After(name) is { } span ? Spans.Parse(span) : TimeSpan.Zero;

    public int? NumberAfter(string name) => After(name) is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : null;
}
