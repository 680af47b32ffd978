using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Usher.Journal;
using Usher.Protocol;
using Usher.Server.Access;
using Usher.Server.Lanes;

namespace Usher.Server.Management;

/// <summary>Turns whatever went wrong with a request into one kind of answer: problem details with a code and a cure.</summary>
internal sealed partial class ProblemResponses(RequestDelegate next, ILogger<ProblemResponses> logger)
{
    private const string ContentType = "application/problem+json";

    /// <summary>Handles one request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest })
                await WriteAsync(context, context.Response.StatusCode, [Refused(context)]);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller went away; there is nobody to answer.
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            var (status, faults) = Explain(error);
            var retryAfter = (error as AdminException)?.RetryAfter;
            if (status == StatusCodes.Status500InternalServerError)
                LogFailed(error, context.Request.Method, context.Request.Path);
            await WriteAsync(context, status, faults, retryAfter);
        }
    }

    private static (int Status, IReadOnlyList<ServerFault> Faults) Explain(Exception error) => error switch
    {
        AdminException refused => (refused.Status, refused.Faults),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, [AdminFaults.TooLarge()]),
        BadHttpRequestException bad => (StatusCodes.Status400BadRequest, [AdminFaults.BadRequest(bad.Message)]),
        JsonException bad => (StatusCodes.Status400BadRequest, [AdminFaults.BadRequest(bad.Message)]),
        JournalException journal => (StatusCodes.Status503ServiceUnavailable, [new(journal.Code, journal.Message, journal.Hint)]),
        Usher.Ports.PortsException ports => (StatusCodes.Status503ServiceUnavailable, [new(ports.Code, ports.Message, ports.Hint)]),
        DeskRefusedException { Refusal.Code: ErrorCodes.NoSuchFeature } unknown => (StatusCodes.Status404NotFound, [unknown.Refusal.ToFault()]),
        DeskRefusedException refused => (StatusCodes.Status503ServiceUnavailable, [refused.Refusal.ToFault()]),
        _ => (StatusCodes.Status500InternalServerError, [AdminFaults.Internal()]),
    };

    private static Task WriteAsync(HttpContext context, int status, IReadOnlyList<ServerFault> faults, TimeSpan? retryAfter = null)
    {
        var first = faults[0];
        var problem = new Contract.Problem(
            $"urn:usher:error:{first.Code}", ReasonPhrases.GetReasonPhrase(status), status, first.Message, first.Code, first.Hint, faults);
        context.Response.Clear();
        SecurityHeaders.Set(context);
        context.Response.StatusCode = status;
        // What is left of the body is not read, and the caller must not send its next request behind it.
        if (status == StatusCodes.Status413PayloadTooLarge)
            context.Response.Headers.Connection = "close";
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"usher\"";
        if (retryAfter is { } wait)
            context.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds):0}";
        return context.Response.WriteAsJsonAsync(problem, AdminJson.Default.Problem, ContentType, context.RequestAborted);
    }

    /// <summary>What routing and the binding of parameters refuse by a status alone.</summary>
    private static ServerFault Refused(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => AdminFaults.NoRoute($"{context.Request.Path}"),
        StatusCodes.Status405MethodNotAllowed => AdminFaults.NoRoute($"{context.Request.Method} {context.Request.Path}"),
        _ => AdminFaults.BadRequest("a parameter is missing or not of its kind"),
    };

    [LoggerMessage(1511, LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFailed(Exception error, string method, PathString path);
}
