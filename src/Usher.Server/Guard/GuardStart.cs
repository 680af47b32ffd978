using Microsoft.Extensions.Logging;
using Usher.Ports;
using Usher.Server.Hosting;

namespace Usher.Server.Guard;

/// <summary>Makes the guard of a server as its options say.</summary>
internal static class GuardStart
{
    /// <summary>The file of accepted listeners in the data folder.</summary>
    internal const string AcceptedName = "accepted_ports";

    /// <summary>The guard, not started yet; null when the options switch it off.</summary>
    internal static PortGuard? Make(ServerCore core, Surroundings around, Func<ListenerTable?, ListenerTable>? read = null)
    {
        var options = core.Options.Guard;
        if (!options.Enabled)
            return null;
        var path = options.Accepted.Length > 0 ? options.Accepted : Path.Combine(core.Folder.Path, AcceptedName);
        var settings = new GuardSettings(options.Every, path, read ?? ListenerTable.Read, [.. Deliveries(core, around).Select(Outbox)]);
        return new PortGuard(settings, new PortSight(core), core.Log, around.Time, around.Loggers.CreateLogger<PortGuard>());

        ReportOutbox Outbox(IReportDelivery delivery) =>
            new(delivery, core.Identity.ToString(), around.Loggers.CreateLogger<ReportOutbox>());
    }

    private static IEnumerable<IReportDelivery> Deliveries(ServerCore core, Surroundings around)
    {
        var options = core.Options.Guard;
        if (options.Webhook.Length > 0)
            yield return new WebhookDelivery(new Uri(options.Webhook), around.Time);
        if (options.Command.Length > 0)
            yield return new CommandDelivery(options.Command, around.Time);
    }
}
