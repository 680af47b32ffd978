using System.Text;
using Usher.Core;

namespace Usher.Journal.Codec;

/// <summary>
/// Gives the same string again for the same bytes, most of the time: names of users, hosts and lines repeat, and a
/// replay of a million leases should not hold a million copies. Bounded; a lost race or a collision costs a copy.
/// </summary>
internal static class TextCache
{
    private const int Slots = 8192;
    private const int BytesMax = 64;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string?[] Texts = new string?[Slots];
    private static VersionText lastVersion = new("0", FeatureVersion.Any);

    /// <summary>The text of valid UTF-8; null when the bytes are not.</summary>
    public static string? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return "";
        if (bytes.Length > BytesMax)
            return Convert(bytes);

        ref var slot = ref Texts[Hash(bytes) & (Slots - 1)];
        var known = slot;
        if (known is not null && Ascii.Equals(bytes, known))
            return known;
        return slot = Convert(bytes);
    }

    /// <summary>The version of a text as <see cref="FeatureVersion.ToString"/> writes it; null when it is not one.</summary>
    public static FeatureVersion? ReadVersion(ReadOnlySpan<byte> bytes)
    {
        var last = lastVersion;
        if (Ascii.Equals(bytes, last.Text))
            return last.Version;

        var text = Read(bytes);
        if (string.IsNullOrEmpty(text) || !FeatureVersion.TryParse(text, out var version) || version.ToString() != text)
            return null;
        lastVersion = new VersionText(text, version);
        return version;
    }

    private static string? Convert(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // FNV-1a: short keys, and nothing depends on it but speed.
    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261;
        foreach (var value in bytes)
            hash = (hash ^ value) * 16777619;
        return hash ^ hash >> 15;
    }

    private sealed record VersionText(string Text, FeatureVersion Version);
}
