using System.Diagnostics.CodeAnalysis;

namespace Usher.Core;

/// <summary>
/// Names a lease. Made by the client before it asks (128 random bits), so that the same request sent twice
/// is the same lease, and a client that comes back after a lost connection gets its own seat again.
/// </summary>
/// <param name="Value">The 128 bits. All zero is no lease.</param>
public readonly record struct LeaseId(Guid Value)
{
    /// <summary>Reads 32 hex digits, with or without hyphens.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out LeaseId id)
    {
        var read = Guid.TryParseExact(text, "N", out var value) || Guid.TryParseExact(text, "D", out value);
        id = new LeaseId(value);
        return read;
    }

    /// <summary>Of a seed that nobody knows: clients choose ids, and must not choose where they lie in a table.</summary>
    public override int GetHashCode() => IdHash.Of(Value);

    /// <summary>32 lower-case hex digits.</summary>
    public override string ToString() => Value.ToString("N");
}
