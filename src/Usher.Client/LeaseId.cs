using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Usher.Client;

/// <summary>Names a lease: 128 random bits that the client made. The same id again resumes the same lease.</summary>
/// <param name="Value">The bits, most significant byte first as on the wire. All zero is no lease.</param>
public readonly record struct LeaseId(UInt128 Value)
{
    /// <summary>Length of the text form, in characters.</summary>
    public const int HexLength = 32;

    /// <summary>Reads 32 hex digits of either case; hyphens as in a GUID are allowed.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out LeaseId id)
    {
        var digits = (text ?? "").Replace("-", "", StringComparison.Ordinal);
        id = default;
        if (digits.Length != HexLength || !digits.All(char.IsAsciiHexDigit))
            return false;
        id = new LeaseId(UInt128.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>32 lower-case hex digits.</summary>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
