using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Usher.Server.Management.Leases;

/// <summary>Reads the small JSON bodies of the lease routes.</summary>
internal static class LeaseBody
{
    /// <summary>Longest body, in bytes. The longest request of sense takes some 4,000.</summary>
    internal const int BytesMax = 16 * 1024;

    /// <summary>What nearly every client writes; anything else is parsed.</summary>
    private const string JsonType = "application/json";

    /// <summary>Reads one; null: there is none.</summary>
    /// <exception cref="AdminException">It is too long (413) or does not say that it is JSON (415).</exception>
    /// <exception cref="JsonException">It is not the JSON that is expected.</exception>
    internal static async ValueTask<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        var body = context.Request.BodyReader;
        while (true)
        {
            // To ask for the token makes one, and a small body came with its head.
            var read = body.TryRead(out var there) ? there : await body.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > BytesMax)
            {
                body.AdvanceTo(read.Buffer.End);
                throw new AdminException(StatusCodes.Status413PayloadTooLarge, LeaseFaults.BodyTooLong());
            }

            if (!read.IsCompleted)
            {
                body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            try
            {
                return Parse(context.Request, read.Buffer, type);
            }
            finally
            {
                body.AdvanceTo(read.Buffer.End);
            }
        }
    }

    /// <remarks>A page in a browser can send anything across sites but a content type of its choice without being asked about first.</remarks>
    private static T? Parse<T>(HttpRequest request, in ReadOnlySequence<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        if (body.IsEmpty)
            return null;
        if (request.ContentType != JsonType && !request.HasJsonContentType())
            throw new AdminException(StatusCodes.Status415UnsupportedMediaType, LeaseFaults.NotJson());
        return JsonSerializer.Deserialize(body.IsSingleSegment ? body.FirstSpan : body.ToArray(), type);
    }
}
