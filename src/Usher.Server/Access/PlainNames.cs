namespace Usher.Server.Access;

/// <summary>Names as they are.</summary>
internal sealed class PlainNames : IPeopleNames
{
    /// <summary>The one.</summary>
    internal static PlainNames Instance { get; } = new();

    /// <inheritdoc />
    public string User(string name) => name;

    /// <inheritdoc />
    public string Host(string name) => name;
}
