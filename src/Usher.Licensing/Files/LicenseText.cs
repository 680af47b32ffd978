using System.Text;

namespace Usher.Licensing;

/// <summary>
/// The file around the signed part: a header for people, which is computed from the license and carries nothing of
/// its own, then the JWS in lines. Reading a file writes it again and compares, so no byte of it is free.
/// </summary>
internal static class LicenseText
{
    /// <summary>Longest line of the header, in characters.</summary>
    internal const int ColumnsMax = 72;

    /// <summary>Length of every line of the signed part but the last.</summary>
    internal const int JwsColumns = 64;

    /// <summary>Features and servers that the header lists before it only counts them.</summary>
    internal const int ListedMax = 50;

    internal const string Title = "Usher license ";
    internal const string Begin = "-----BEGIN USHER LICENSE-----";
    internal const string End = "-----END USHER LICENSE-----";

    internal static string Render(License license, string jws)
    {
        var text = new StringBuilder();
        Line(text, $"{Title}{license.Id}");
        Line(text, $"Vendor:   {license.Vendor}");
        Line(text, $"Customer: {license.Customer}");
        Line(text, $"Issued:   {LicenseTime.Text(license.IssuedAt)}");
        List(text, "Server:  ", [.. license.Servers.Texts()]);
        List(text, "Feature: ", [.. license.Features.Take(ListedMax + 1).Select(Summary)], license.Features.Count);
        text.Append("\nRead it with 'usher license show'. It is signed to the last byte: a copy\n");
        text.Append("that was changed in any way, even in these lines, is worth nothing.\n\n");
        text.Append(Begin).Append('\n');
        for (var at = 0; at < jws.Length; at += JwsColumns)
            text.Append(jws, at, Math.Min(JwsColumns, jws.Length - at)).Append('\n');
        return text.Append(End).Append('\n').ToString();
    }

    private static void List(StringBuilder text, string label, IReadOnlyList<string> items, int? count = null)
    {
        foreach (var item in items.Take(ListedMax))
            Line(text, $"{label} {item}");
        if (items.Count > ListedMax)
            Line(text, $"{label} and {(count ?? items.Count) - ListedMax} more");
    }

    private static string Summary(LicenseFeature feature)
    {
        var name = Printable.Short(feature.Name, 24);
        var version = feature.Version == "0" ? "" : $" {feature.Version}";
        var until = feature.Expires is { } end ? $"until {end}" : "perpetual";
        return $"{name}{version}, {Amount(feature)}, {feature.ModelText}, {until}";
    }

    private static string Amount(LicenseFeature feature) => feature switch
    {
        { Units: { } units } => $"{units} units",
        { TokensPerSeat: { } tokens } => $"{tokens} tokens a seat",
        { Seats: 1 } => "1 seat",
        _ => $"{feature.Seats} seats",
    };

    /// <summary>One line, in ASCII, cut to <see cref="ColumnsMax"/>: so that no mail program has a reason to touch it.</summary>
    private static void Line(StringBuilder text, string line)
    {
        var from = text.Length;
        foreach (var rune in line.EnumerateRunes())
            text.Append(rune.Value is >= ' ' and <= '~' ? (char)rune.Value : '?');
        if (text.Length - from > ColumnsMax)
            text.Length = from + ColumnsMax - "...".Length;
        var isCut = text.Length == from + ColumnsMax - "...".Length && line.EnumerateRunes().Count() > ColumnsMax;
        text.Append(isCut ? "...\n" : "\n");
    }
}
