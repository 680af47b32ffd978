using System.Text;
using System.Text.RegularExpressions;

namespace Usher.Licensing;

/// <summary>What texts in a license may look like.</summary>
internal static partial class TextRules
{
    internal static bool IsId(string text) => IdRule().IsMatch(text);

    internal static bool IsVersion(string text) => VersionRule().IsMatch(text);

    /// <summary>A name of a feature, product or token pool.</summary>
    internal static void Name(FaultSink faults, string field, string text)
    {
        Line(faults, field, text, LicenseLimits.NameBytesMax);
        if (text.AsSpan().ContainsAny(':', '/'))
            faults.Bad(field, $"'{Printable.Short(text)}' contains ':' or '/'", "leave them out; '-', '_' and '.' are fine");
    }

    /// <summary>A printable line without outer blanks, 1 to <paramref name="bytesMax"/> bytes long.</summary>
    internal static void Line(FaultSink faults, string field, string text, int bytesMax)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes == 0)
            faults.Bad(field, "is empty", $"give it 1 to {bytesMax} bytes");
        else if (bytes > bytesMax)
            faults.Bad(field, $"is {bytes} bytes long, and {bytesMax} are allowed", $"shorten it to {bytesMax} bytes of UTF-8");
        else if (text.Trim().Length != text.Length || !text.EnumerateRunes().All(Printable.IsPlain) || HasLoneSurrogate(text))
            faults.Bad(field, $"'{Printable.Short(text)}' has control characters or outer blanks", "leave them out");
    }

    internal static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!Rune.TryGetRuneAt(text, i, out _))
                return true;
            i++;
        }
        return false;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdRule();

    [GeneratedRegex(@"\A[0-9]{1,9}(\.[0-9]{1,9}){0,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex VersionRule();
}
