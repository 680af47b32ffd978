namespace Usher.Journal.History;

/// <summary>Some rows, newest first.</summary>
/// <param name="Rows">As many as were asked for, or fewer at the end.</param>
/// <param name="Next">Where the next page begins; null: this is the last.</param>
public sealed record HistoryPage<T>(IReadOnlyList<T> Rows, string? Next);
