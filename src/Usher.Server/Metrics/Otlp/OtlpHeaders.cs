using System.Buffers;
using System.Text;

namespace Usher.Server.Metrics.Otlp;

/// <summary>
/// Headers for the collector, such as its token, from a file: lines of <c>Name: value</c>; empty ones and those that begin with
/// <c>#</c> are skipped. No fault tells what is in the file.
/// </summary>
internal static class OtlpHeaders
{
    /// <summary>Longest file, in bytes.</summary>
    internal const int BytesMax = 16 * 1024;

    /// <summary>Most headers.</summary>
    internal const int CountMax = 32;

    private static readonly SearchValues<char> NameLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~");

    private static readonly string[] Ours = ["host", "content-type", "content-length", "content-encoding", "transfer-encoding", "connection"];

    /// <summary>Reads them.</summary>
    /// <exception cref="IOException">The file cannot be read, or is not what it should be.</exception>
    internal static async Task<IReadOnlyList<KeyValuePair<string, string>>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            // Opened, not asked for its length first: the file may be replaced at any time.
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[BytesMax + 1];
            var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            return length <= BytesMax
                ? Parse(Encoding.UTF8.GetString(bytes, 0, length))
                : throw new IOException($"it is longer than {BytesMax} bytes");
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    /// <summary>Whether others than its owner may read the file; false where that cannot be told.</summary>
    internal static bool IsExposed(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != 0;

    private static List<KeyValuePair<string, string>> Parse(string text)
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var (index, line) in text.Split('\n').Select(line => line.Trim()).Index())
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (headers.Count == CountMax)
                throw new IOException($"it has more than {CountMax} headers");
            headers.Add(Read(line) ?? throw new IOException($"its line {index + 1} is not 'Name: value', or a header that is not to be set"));
        }

        return headers;
    }

    private static KeyValuePair<string, string>? Read(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
            return null;
        var (name, value) = (line[..colon].Trim(), line[(colon + 1)..].Trim());
        return name.AsSpan().ContainsAnyExcept(NameLetters) || value.AsSpan().ContainsAnyExceptInRange(' ', '~') || Ours.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? null
            : new(name, value);
    }
}
