namespace Usher.Journal;

/// <summary>Names a stream: <c>server</c>, or <c>pool/VENDOR/FEATURE</c>. 1 to 200 bytes of UTF-8.</summary>
public readonly record struct StreamId(string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;
}
