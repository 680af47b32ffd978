using System.Text;

namespace Usher.Licensing;

/// <summary>
/// Says what happened to a file that is not a license as issued. None of this decides whether a license is good:
/// that is the signature's and the byte-for-byte comparison's part. It only finds the clearest words.
/// </summary>
internal static class FileDiagnosis
{
    private const string AskVendor = "ask the vendor for the license file, and pass that";

    private const string BeginLine = $"\n{LicenseText.Begin}\n";
    private const string EndLine = $"\n{LicenseText.End}";

    /// <summary>What no license can have or be; null if the file may be one.</summary>
    internal static LicenseFault? FirstFault(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            return FileFaults.Empty();
        if (file.Length > LicenseFile.BytesMax)
            return FileFaults.TooLarge(file.Length);
        var isOurs = file.IndexOf("USHER LICENSE"u8) >= 0 || file.StartsWith("Usher license"u8);
        return OfBytes(file, isOurs) ?? (isOurs ? null : Stranger(Encoding.ASCII.GetString(file)));
    }

    /// <summary>What stands between the marker lines, without line ends; null if they are not there.</summary>
    internal static string? Jws(string text)
    {
        var begin = text.IndexOf(BeginLine, StringComparison.Ordinal);
        if (begin < 0)
            return null;
        var from = begin + BeginLine.Length - 1;
        var to = text.IndexOf(EndLine, from, StringComparison.Ordinal);
        return to < 0 ? null : text[from..to].Replace("\n", "", StringComparison.Ordinal);
    }

    /// <summary>The fault of a file in which the marker lines are not both there.</summary>
    internal static LicenseFault NoSignedPart(string text)
    {
        if (ReEncoding(text) is { } how)
            return FileFaults.ReEncoded(how);
        if (text.Contains(BeginLine, StringComparison.Ordinal))
            return text.EndsWith("-----\n", StringComparison.Ordinal)
                ? FileFaults.Changed("the END line is not as issued")
                : FileFaults.Truncated("the END line is missing");
        return text.Contains(EndLine, StringComparison.Ordinal)
            ? FileFaults.Changed("the BEGIN line is not as issued")
            : FileFaults.Truncated("the signed part is missing");
    }

    /// <summary>The fault of a file whose signed part is sound and whose text is not the one that belongs to it.</summary>
    internal static LicenseFault Difference(string original, string text)
    {
        if (text.EndsWith(original, StringComparison.Ordinal))
            return FileFaults.ReEncoded("there is text above it");
        if (text.StartsWith(original, StringComparison.Ordinal))
            return FileFaults.ReEncoded("there is text below it");
        if (original.StartsWith(text, StringComparison.Ordinal))
            return FileFaults.Truncated("the last line end is missing");
        if (ReEncoding(text) is { } how && ReEncoding(original) is null)
            return FileFaults.ReEncoded(how);
        var same = original.AsSpan().CommonPrefixLength(text);
        return FileFaults.Changed($"line {1 + text.AsSpan(0, same).Count('\n')} is not as issued");
    }

    private static LicenseFault? OfBytes(ReadOnlySpan<byte> file, bool isOurs)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return FileFaults.ReEncoded("it begins with a byte order mark");
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || file.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return FileFaults.ReEncoded("it is UTF-16 text");
        var at = file.IndexOfAnyExcept(TextBytes);
        if (at < 0)
            return null;
        return isOurs
            ? FileFaults.Changed($"line {1 + file[..at].Count((byte)'\n')} has a byte that a license never has")
            : FileFaults.NotALicense(file[at] >= 0x80 ? "a file of other characters" : "a binary file", AskVendor);
    }

    /// <summary>
    /// How the text seems to have been re-encoded, or null. Only words for a file that is already known to be bad:
    /// a customer may well be called <c>a&lt;/b</c>.
    /// </summary>
    internal static string? ReEncoding(string text)
    {
        if (text.Contains('\r', StringComparison.Ordinal))
            return "it has Windows line ends (CRLF)";
        if (text.Contains("=3D", StringComparison.Ordinal) || text.Contains("=\n", StringComparison.Ordinal))
            return "it is in quoted-printable, the encoding of mails";
        if (text.Contains("\n>", StringComparison.Ordinal) || text.StartsWith('>'))
            return "it was quoted with '>', as in the answer to a mail";
        return LooksLikeHtml(text) ? "it was made a web page (HTML)" : null;
    }

    private static bool LooksLikeHtml(string text) =>
        text.Contains("</", StringComparison.Ordinal) || text.Contains("<br", StringComparison.OrdinalIgnoreCase)
        || text.Contains("<html", StringComparison.OrdinalIgnoreCase) || text.Contains("&nbsp;", StringComparison.Ordinal);

    private static LicenseFault Stranger(string text)
    {
        if (text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            return FileFaults.NotALicense("a secret key", "keep it safe, tell nobody, and pass the license file");
        if (text.Contains("PUBLIC KEY-----", StringComparison.Ordinal))
            return FileFaults.NotALicense("a public key", AskVendor);
        if (IsFlexNet(text))
            return FileFaults.NotALicense("a FlexNet license", "keep it with its own license manager; ask the vendor for an Usher license");
        if (text.StartsWith("eyJ", StringComparison.Ordinal))
            return FileFaults.NotALicense("a bare signed token", "pass the whole file, from its first line 'Usher license ...'");
        if (LooksLikeHtml(text))
            return FileFaults.NotALicense("a web page", "the download may have asked for a login; fetch the file itself");
        return FileFaults.NotALicense("some other text", AskVendor);
    }

    private static bool IsFlexNet(string text) => text.Split('\n').Any(line =>
        line.StartsWith("INCREMENT ", StringComparison.Ordinal) || line.StartsWith("FEATURE ", StringComparison.Ordinal));

    /// <summary>Printable ASCII, tab and line ends.</summary>
    private static readonly System.Buffers.SearchValues<byte> TextBytes = System.Buffers.SearchValues.Create(
        [(byte)'\t', (byte)'\n', (byte)'\r', .. Enumerable.Range(' ', '~' - ' ' + 1).Select(value => (byte)value)]);
}
