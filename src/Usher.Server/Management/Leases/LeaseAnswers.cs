using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Usher.Core;
using Usher.Server.Lanes;
using Usher.Server.Management.Contract;
using Usher.Server.Management.Reports;

namespace Usher.Server.Management.Leases;

/// <summary>Writes the answers of the lease routes.</summary>
internal static class LeaseAnswers
{
    private const string JsonType = "application/json; charset=utf-8";
    private const string ProblemType = "application/problem+json";

    /// <summary>The seats are held.</summary>
    internal static SeatLease Of(Reply.Granted granted, LanePool pool, string secret) => new(
        granted.Lease.ToString(), pool.Name, "granted", granted.ExpiresAt, granted.Seats, Seconds(granted.Ttl),
        HistoryWords.Of(granted.Kind), granted.Overdraft, granted.InGrace, Secret: secret);

    /// <summary>The request waits.</summary>
    internal static SeatLease Of(Reply.Queued queued, LanePool pool, string? secret) => new(
        queued.Lease.ToString(), pool.Name, "queued", queued.Until, Position: queued.Position, PollSeconds: PollWatch.PollSeconds, Secret: secret);

    /// <summary>The lease lives on.</summary>
    internal static SeatLease Of(Reply.Renewed renewed, LanePool pool) =>
        new(renewed.Lease.ToString(), pool.Name, "granted", renewed.ExpiresAt, TtlSeconds: Seconds(renewed.Ttl));

    /// <summary>201, 202 or 200, and where the lease is.</summary>
    internal static Task WriteAsync(HttpContext context, int status, SeatLease lease)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.Headers.CacheControl = "no-store";
        if (status != StatusCodes.Status200OK)
            response.Headers.Location = $"{Routes.AdminApi.Root}/leases/{lease.Lease}";
        if (lease.PollSeconds is { } poll)
            response.Headers.RetryAfter = poll.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(response, lease, SparseJson.Default.SeatLease, JsonType);
    }

    /// <summary>The lease is given back.</summary>
    internal static Task WriteAsync(HttpContext context, SeatReturn returned) =>
        WriteAsync(context.Response, returned, SparseJson.Default.SeatReturn, JsonType);

    /// <summary>A refusal, and when to try again if that may help.</summary>
    internal static Task WriteAsync(HttpContext context, SeatProblem problem, TimeSpan? retryAfter = null)
    {
        var response = context.Response;
        response.StatusCode = problem.Status;
        if (retryAfter > TimeSpan.Zero)
            response.Headers.RetryAfter = Math.Ceiling(retryAfter.Value.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return WriteAsync(response, problem, SparseJson.Default.SeatProblem, ProblemType);
    }

    /// <remarks>With its length and in one piece, so that it leaves with one call of the system and not with two.</remarks>
    private static Task WriteAsync<T>(HttpResponse response, T answer, JsonTypeInfo<T> type, string contentType)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, type);
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes, CancellationToken.None).AsTask();
    }

    /// <summary>Whole seconds, rounded down: what is promised is never longer than what is kept.</summary>
    private static long Seconds(TimeSpan span) => (long)span.TotalSeconds;
}
