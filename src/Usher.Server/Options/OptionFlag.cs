namespace Usher.Server.Options;

/// <summary>An option from the command line.</summary>
/// <param name="Key">Its name, <c>Section:Key</c>.</param>
/// <param name="Values">One value, or the items of a list.</param>
/// <param name="Flag">What the user typed, such as <c>--port</c>: faults and <c>usher config</c> name it.</param>
public sealed record OptionFlag(string Key, IReadOnlyList<string> Values, string Flag);
