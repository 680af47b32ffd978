using Usher.Core;

namespace Usher.Journal.History.Projection;

/// <summary>Which streams are pools.</summary>
internal static class PoolStreams
{
    private const string Prefix = "pool/";

    /// <summary>The pool of a stream named <c>pool/VENDOR/FEATURE</c>; null for any other.</summary>
    public static PoolId? PoolOf(StreamId stream)
    {
        if (!stream.Value.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var rest = stream.Value[Prefix.Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < rest.Length - 1 ? new PoolId(rest[..slash], rest[(slash + 1)..]) : null;
    }
}
