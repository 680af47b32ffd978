using System.Text.RegularExpressions;

namespace Usher.Licensing;

/// <summary>The rule for a vendor's name: <c>[a-z0-9][a-z0-9._-]{0,62}</c>.</summary>
public static partial class VendorName
{
    /// <summary>Longest name, in characters.</summary>
    public const int LengthMax = 63;

    /// <summary>Whether <paramref name="name"/> may be a vendor's name.</summary>
    public static bool IsValid(string? name) => name is not null && Rule().IsMatch(name);

    internal static string Checked(string name) =>
        IsValid(name) ? name : throw new LicenseException(KeyFaults.BadName(name));

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();
}
