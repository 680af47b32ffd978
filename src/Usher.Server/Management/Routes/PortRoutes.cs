using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Usher.Ports;
using Usher.Server.Guard;
using Usher.Server.Hosting;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Routes;

/// <summary>Who listens on license ports of the server's machine, and who was kept out.</summary>
internal sealed class PortRoutes(ServerCore core)
{
    /// <summary><c>GET /ports</c>. Looks now: as long as a look and, of strangers on Usher's ports, a handshake.</summary>
    internal async Task<Ok<PortList>> ListAsync(CancellationToken cancellationToken)
    {
        var sight = new PortSight(core);
        var table = await Task.Run(() => ListenerTable.Read(), cancellationToken);
        var judged = await sight.JudgeAsync([.. table.Listeners.Where(sight.IsWatched)], table, cancellationToken);
        return TypedResults.Ok(new PortList(core.Options.Guard.Enabled, [.. judged.Select(PortRow.Of)], table.Hint));
    }

    /// <summary><c>GET /ports/identities</c>.</summary>
    internal Ok<PortIdentities> Identities() => TypedResults.Ok(new PortIdentities(
        [.. new PortSight(core).Identities.Select(pair => new PortIdentity(pair.Key, pair.Value)).OrderBy(one => one.Identity, StringComparer.Ordinal)]));

    /// <summary><c>GET /ports/exposure</c>.</summary>
    internal Ok<PortExposure> Exposure() => TypedResults.Ok(new PortExposure(
        core.Options.Networks.Trusted, core.Gate.Refused, core.Gate.Sources.Forgotten, core.Gate.Sources.Newest));
}
