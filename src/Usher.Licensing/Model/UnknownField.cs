namespace Usher.Licensing;

/// <summary>A field of a license that this version does not know. It is kept, shown, and issued again unchanged.</summary>
/// <param name="Name">The JSON property name.</param>
/// <param name="Json">The JSON value, character for character.</param>
public sealed record UnknownField(string Name, string Json);
