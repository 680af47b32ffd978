using System.Text.RegularExpressions;

namespace Usher.Server.Access;

/// <summary>What names, passwords and tokens may be, and how many.</summary>
internal static partial class AccountLimits
{
    /// <summary>Longest name of a user, and label of a token, in characters.</summary>
    internal const int NameCharsMax = 64;

    /// <summary>Shortest password, in characters.</summary>
    internal const int PasswordCharsMin = 12;

    /// <summary>Longest password, in characters.</summary>
    internal const int PasswordCharsMax = 256;

    /// <summary>Most users.</summary>
    internal const int UsersMax = 1_000;

    /// <summary>Most tokens that have not expired.</summary>
    internal const int TokensMax = 10_000;

    /// <summary>Longest life of a token, in days.</summary>
    internal const int TokenDaysMax = 3_660;

    /// <summary>Life of a token when nobody says how long, in days.</summary>
    internal const int TokenDaysDefault = 90;

    /// <summary>How long an expired token is still listed.</summary>
    internal static readonly TimeSpan ExpiredShownFor = TimeSpan.FromDays(30);

    /// <summary>Whether a text may be a user's name or a token's label.</summary>
    internal static bool IsName(string? text) => text is { Length: > 0 and <= NameCharsMax } && Name().IsMatch(text);

    /// <summary>Whether a text may be the password of a user.</summary>
    internal static bool IsPassword(string? text, string user) =>
        text is { Length: >= PasswordCharsMin and <= PasswordCharsMax } && !text.Equals(user, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A[a-zA-Z0-9]([a-zA-Z0-9._@-]*[a-zA-Z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
