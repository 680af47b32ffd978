using System.Globalization;
using Usher.Cli.Servers;
using Usher.Client;
using Usher.Licensing;
using Contract = Usher.Server.Management.Contract;

namespace Usher.Cli.Admin;

/// <summary>A server as its administration shows it, for the commands that otherwise look over 1203/tcp.</summary>
internal sealed class ManagedServer(AdminClient admin, ServerAddress address) : ISeatWatch
{
    /// <summary>Rows of one page; the most that the server gives.</summary>
    private const int PageRows = 1_000;

    /// <inheritdoc/>
    public ServerPeer? Peer { get; private set; }

    /// <inheritdoc/>
    public async Task<ServerStatus> StatusAsync(IReadOnlyList<string> features, CancellationToken cancellationToken)
    {
        var server = await admin.GetAsync("server", AdminOutput.Json.ServerStatus);
        var all = await admin.GetAsync("features", AdminOutput.Json.FeatureList);
        Peer = new()
        {
            Address = address,
            Endpoint = address.ToString(),
            Identity = ServerIdentity.TryParse(server.Identity, out var identity) ? identity : default,
            Version = server.Version,
            Time = server.Time,
            TrustedBy = TrustedBy.Pin,
        };
        return new()
        {
            Server = server.Identity,
            ServerVersion = server.Version,
            StartedAt = server.StartedAt,
            Time = server.Time,
            Condition = server.Condition.Fault?.Message ?? server.Condition.State,
            Features = [.. Asked(all.Features, features).Select(Of)],
        };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SeatHolder>> WhoAsync(string? feature, CancellationToken cancellationToken)
    {
        var holders = new List<SeatHolder>();
        while (true)
        {
            var query = string.Create(
                CultureInfo.InvariantCulture, $"leases?feature={Uri.EscapeDataString(feature ?? "")}&skip={holders.Count}&take={PageRows}");
            var page = await admin.GetAsync(query, AdminOutput.Json.LeasePage);
            holders.AddRange(page.Leases.Select(Of));
            if (page.Leases.Count == 0 || holders.Count >= page.Total)
                return holders;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        admin.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A feature may be named with its vendor or without.</summary>
    private static IEnumerable<Contract.FeatureRow> Asked(IReadOnlyList<Contract.FeatureRow> all, IReadOnlyList<string> features) => features.Count == 0
        ? all
        : features.SelectMany(name => all.Where(row => row.Feature == name || row.Feature.EndsWith($"/{name}", StringComparison.Ordinal)).DefaultIfEmpty()
            .Select(row => row ?? throw Unknown(name)));

    private static FaultException Unknown(string name) => new(ExitCode.Refused, new Fault(
        Usher.Server.ServerCodes.UnknownFeature, $"there is no feature '{name}'", "'usher status' without a feature lists them"));

    private static FeatureStatus Of(Contract.FeatureRow row) => new(
        row.Feature,
        new(row.Seats, row.Active, row.Lingering, row.Reserved, row.Borrowed, row.Overdraft, row.Queued, row.Free),
        row.QueueLength,
        [
            .. row.Lines.Select(line => new LineStatus(
                line.Line, line.Version, line.Seats, line.Used, line.Overdraft, line.Starts, line.Ends, line.State, line.Sharing)),
        ]);

    private static SeatHolder Of(Contract.LeaseRow row) => new()
    {
        Lease = LeaseId.TryParse(row.Lease, out var lease) ? lease : default,
        User = row.User,
        Host = row.Host,
        Display = row.Display,
        Application = row.Application,
        Feature = row.Feature,
        Seats = row.Seats,
        State = row.State,
        Since = row.Since,
        Until = row.Until,
        Detached = row.Detached,
        Connectionless = row.Connectionless,
        Position = row.Position,
    };
}
