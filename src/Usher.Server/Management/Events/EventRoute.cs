using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Usher.Server.Access;
using Usher.Server.Hosting;

namespace Usher.Server.Management.Events;

/// <summary>Live events as server-sent events.</summary>
internal sealed class EventRoute(ServerCore core, CancellationToken stopping)
{
    /// <summary>Most streams at once.</summary>
    internal const int StreamsMax = 64;

    private const string IdHeader = "Last-Event-ID";
    private int open;

    internal static void Map(RouteGroupBuilder routes, ServerCore core)
    {
        var life = ((IEndpointRouteBuilder)routes).ServiceProvider.GetRequiredService<IHostApplicationLifetime>();
        routes.MapGet("/events", (RequestDelegate)new EventRoute(core, life.ApplicationStopping).FollowAsync).For(Role.Viewer).KeepsToFeatures();
    }

    /// <summary><c>GET /events?feature=&amp;types=&amp;after=</c>; the header <c>Last-Event-ID</c> goes before <c>after</c>.</summary>
    private async Task FollowAsync(HttpContext context)
    {
        var query = context.Request.Query;
        RequestScope.RequireNamed(context, query["feature"]);
        var filter = EventFilter.Read(query["feature"], query["types"]);
        var after = IdOf(context.Request);
        if (Interlocked.Increment(ref open) > StreamsMax)
        {
            Interlocked.Decrement(ref open);
            throw new AdminException(StatusCodes.Status503ServiceUnavailable, EventFaults.TooMany());
        }

        try
        {
            await SendAsync(context, filter, after);
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }

    private async Task SendAsync(HttpContext context, EventFilter filter, EventId? after)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        // A proxy in between that gathers bytes would make live events late.
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            using var output = new EventWriter(response.BodyWriter);
            await new EventStream(core.LogReader, core.Commits, core.Time, filter, core.Names.For(context), output).RunAsync(after, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The reader went, or the server stops: the reader comes back and goes on where it was.
        }
    }

    private static EventId? IdOf(HttpRequest request)
    {
        string? text = request.Headers[IdHeader];
        if (string.IsNullOrEmpty(text))
            text = request.Query["after"];
        if (string.IsNullOrEmpty(text))
            return null;
        return EventId.TryParse(text, out var id) ? id : throw Paging.Bad($"'{Printable(text)}' is not the id of an event");
    }

    private static string Printable(string text) => Seats.CheckoutReader.Shown(text);
}
