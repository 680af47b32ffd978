namespace Usher.Licensing;

/// <summary>One record of a CSV text.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Cells">Its fields, unquoted.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells);
