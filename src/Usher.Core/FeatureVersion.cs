using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Usher.Core;

/// <summary>
/// A dotted version of one to four numbers, compared number by number: 2.9 is before 2.10, and 2 equals 2.0.
/// </summary>
public readonly struct FeatureVersion : IEquatable<FeatureVersion>, IComparable<FeatureVersion>
{
    /// <summary>Most numbers in a version.</summary>
    public const int PartsMax = 4;

    /// <summary>Largest number in a version.</summary>
    public const int PartMax = 999_999_999;

    private readonly int first, second, third, fourth;
    private readonly byte written;

    private FeatureVersion(ReadOnlySpan<int> parts)
    {
        first = parts[0];
        second = parts.Length > 1 ? parts[1] : 0;
        third = parts.Length > 2 ? parts[2] : 0;
        fourth = parts.Length > 3 ? parts[3] : 0;
        written = (byte)parts.Length;
    }

    /// <summary>Version 0: any line meets it.</summary>
    public static FeatureVersion Any => default;

    /// <summary>Reads <c>2</c>, <c>2.0</c>, <c>2026.11</c>; an empty text is <see cref="Any"/>.</summary>
    /// <returns>False for signs, blanks, empty parts, more than four parts, or a part over nine digits.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out FeatureVersion version)
    {
        version = default;
        if (text is null)
            return false;
        if (text.Length == 0)
            return true;

        Span<int> parts = stackalloc int[PartsMax];
        var count = 0;
        foreach (var range in text.AsSpan().Split('.'))
        {
            if (count == PartsMax || !TryParsePart(text.AsSpan(range), out parts[count]))
                return false;
            count++;
        }

        version = new FeatureVersion(parts[..count]);
        return true;
    }

    /// <summary>Reads a version that is known to be well formed, as in code and tests.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static FeatureVersion Parse(string text) => TryParse(text, out var version)
        ? version
        : throw new FormatException($"'{text}' is not a version of one to four dotted numbers");

    /// <inheritdoc />
    public int CompareTo(FeatureVersion other) =>
        first != other.first ? first.CompareTo(other.first)
        : second != other.second ? second.CompareTo(other.second)
        : third != other.third ? third.CompareTo(other.third)
        : fourth.CompareTo(other.fourth);

    /// <inheritdoc />
    public bool Equals(FeatureVersion other) => CompareTo(other) == 0;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is FeatureVersion other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(first, second, third, fourth);

    /// <summary>As it was written: <c>2.0</c> stays <c>2.0</c>; <see cref="Any"/> is <c>0</c>.</summary>
    public override string ToString() => written switch
    {
        0 => "0",
        1 => string.Create(CultureInfo.InvariantCulture, $"{first}"),
        2 => string.Create(CultureInfo.InvariantCulture, $"{first}.{second}"),
        3 => string.Create(CultureInfo.InvariantCulture, $"{first}.{second}.{third}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{first}.{second}.{third}.{fourth}"),
    };

    /// <summary>Equal in every number.</summary>
    public static bool operator ==(FeatureVersion left, FeatureVersion right) => left.Equals(right);

    /// <summary>Different in some number.</summary>
    public static bool operator !=(FeatureVersion left, FeatureVersion right) => !left.Equals(right);

    /// <summary>Earlier.</summary>
    public static bool operator <(FeatureVersion left, FeatureVersion right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(FeatureVersion left, FeatureVersion right) => left.CompareTo(right) > 0;

    /// <summary>Earlier or equal.</summary>
    public static bool operator <=(FeatureVersion left, FeatureVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Later or equal.</summary>
    public static bool operator >=(FeatureVersion left, FeatureVersion right) => left.CompareTo(right) >= 0;

    private static bool TryParsePart(ReadOnlySpan<char> text, out int part) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out part) && part <= PartMax && text.Length <= 9;
}
