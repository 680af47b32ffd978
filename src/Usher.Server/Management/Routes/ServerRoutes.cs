using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Usher.Server.Hosting;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Routes;

/// <summary>The server itself, and its usage log.</summary>
internal sealed class ServerRoutes(ServerCore core)
{
    /// <summary><c>GET /server</c>.</summary>
    internal Ok<ServerStatus> Get() => TypedResults.Ok(new ServerStatus(
        core.Identity.ToString(),
        ServerVersion.Text,
        Environment.ProcessId,
        core.StartedAt,
        core.Clock.Now,
        core.Folder.Path,
        core.Endpoints,
        new ConditionStatus(core.Condition is null ? "serving" : "refusing", core.Condition),
        new CounterStatus(core.Gate.Refused, core.Clock.Leaps),
        core.Catalog.Installed.Count,
        core.Catalog.Installed.Plan.Count));

    /// <summary><c>POST /log/verify</c>: recomputes every hash of the usage log.</summary>
    internal async Task<Ok<LogReport>> VerifyLogAsync(CancellationToken cancellationToken)
    {
        var streams = new List<StreamReport>();
        await foreach (var chain in core.Journal.VerifyAsync(cancellationToken))
        {
            streams.Add(new(
                chain.Stream.Value, chain.Entries, chain.Events, Convert.ToHexStringLower(chain.Hash.Span), chain.Fault));
        }

        return TypedResults.Ok(new LogReport(streams.All(stream => stream.Fault is null), streams));
    }
}
