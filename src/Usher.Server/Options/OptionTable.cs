using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Usher.Server.Networks;
using static Usher.Server.Options.OptionKinds;

namespace Usher.Server.Options;

/// <summary>Every option there is. What is not in this table cannot be set; what is in it is in docs/configuration.md.</summary>
internal static class OptionTable
{
    /// <summary>Files that one list may name.</summary>
    internal const int FilesMax = 100;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1), Minute = TimeSpan.FromMinutes(1), Day = TimeSpan.FromDays(1);

    /// <summary>In the order of the page.</summary>
    internal static IReadOnlyList<OptionEntry> All { get; } =
        [.. Listen(), .. Networks(), .. Leases(), .. PoolLimits(), .. Seats(), .. Validation(), .. Discovery(), .. Licenses(), .. Guard(), .. Access(), .. History(), .. Metrics(), .. Rest()];

    /// <summary>The same by name, in either case.</summary>
    internal static FrozenDictionary<string, OptionEntry> ByKey { get; } =
        All.ToFrozenDictionary(entry => entry.Key, StringComparer.OrdinalIgnoreCase);

    private static OptionEntry[] Listen() =>
    [
        OptionEntry.Of("Listen:Addresses", List(1, ListenAddress.CountMax, "IP addresses, 'localhost' or '*'", ListenAddress.IsValid),
            o => o.Listen.Addresses, (o, v) => o with { Listen = o.Listen with { Addresses = v } }),
        OptionEntry.Of("Listen:Port", Whole(0, 65535), o => o.Listen.Port, (o, v) => o with { Listen = o.Listen with { Port = v } }),
        OptionEntry.Of("Listen:Validation", YesNo,
            o => o.Listen.Validation, (o, v) => o with { Listen = o.Listen with { Validation = v } }),
        OptionEntry.Of("Listen:ValidationPort", Whole(0, 65535),
            o => o.Listen.ValidationPort, (o, v) => o with { Listen = o.Listen with { ValidationPort = v } }),
        OptionEntry.Of("Listen:Admin", YesNo, o => o.Listen.Admin, (o, v) => o with { Listen = o.Listen with { Admin = v } }),
        OptionEntry.Of("Listen:AdminPort", Whole(0, 65535),
            o => o.Listen.AdminPort, (o, v) => o with { Listen = o.Listen with { AdminPort = v } }),
        OptionEntry.Of("Listen:AdminAddresses", List(0, ListenAddress.CountMax, "IP addresses, 'localhost' or '*'", ListenAddress.IsValid),
            o => o.Listen.AdminAddresses, (o, v) => o with { Listen = o.Listen with { AdminAddresses = v } }),
        OptionEntry.Of("Listen:AdminCertificate", List(0, 2, "paths", path => path.Length > 0),
            o => o.Listen.AdminCertificate, (o, v) => o with { Listen = o.Listen with { AdminCertificate = v } }),
        OptionEntry.Of("Listen:Discovery", YesNo,
            o => o.Listen.Discovery, (o, v) => o with { Listen = o.Listen with { Discovery = v } }),
        OptionEntry.Of("Listen:DiscoveryPort", Whole(0, 65535),
            o => o.Listen.DiscoveryPort, (o, v) => o with { Listen = o.Listen with { DiscoveryPort = v } }),
        OptionEntry.Of("Listen:InsecureLoopback", YesNo,
            o => o.Listen.InsecureLoopback, (o, v) => o with { Listen = o.Listen with { InsecureLoopback = v } }),
    ];

    private static OptionEntry[] Networks() =>
    [
        OptionEntry.Of("Networks:Trusted",
            List(1, TrustedNetworks.CountMax, "networks (10.0.0.0/8), addresses, 'loopback', 'private', 'link-local' or 'any'", TrustedNetworks.IsValid),
            o => o.Networks.Trusted, (o, v) => o with { Networks = o.Networks with { Trusted = v } }),
    ];

    private static OptionEntry[] Leases() =>
    [
        OptionEntry.Of("Leases:Ttl", Duration(5 * Second, Day),
            o => o.Leases.TtlDefault, (o, v) => o with { Leases = o.Leases with { TtlDefault = v } }),
        OptionEntry.Of("Leases:TtlMin", Duration(Second, Day),
            o => o.Leases.TtlMin, (o, v) => o with { Leases = o.Leases with { TtlMin = v } }),
        OptionEntry.Of("Leases:TtlMax", Duration(5 * Second, 30 * Day),
            o => o.Leases.TtlMax, (o, v) => o with { Leases = o.Leases with { TtlMax = v } }),
        OptionEntry.Of("Leases:Linger", Duration(TimeSpan.Zero, Day),
            o => o.Leases.Linger, (o, v) => o with { Leases = o.Leases with { Linger = v } }),
        OptionEntry.Of("Leases:Margin", Duration(Second, Minute),
            o => o.Leases.Margin, (o, v) => o with { Leases = o.Leases with { Margin = v } }),
        OptionEntry.Of("Leases:ResumeWindow", Duration(TimeSpan.Zero, Day),
            o => o.Leases.ResumeWindow, (o, v) => o with { Leases = o.Leases with { ResumeWindow = v } }),
        OptionEntry.Of("Leases:CoolDown", Duration(TimeSpan.Zero, Day),
            o => o.Leases.CoolDown, (o, v) => o with { Leases = o.Leases with { CoolDown = v } }),
        OptionEntry.Of("Leases:WaitMax", Duration(TimeSpan.Zero, 7 * Day),
            o => o.Leases.WaitMax, (o, v) => o with { Leases = o.Leases with { WaitMax = v } }),
    ];

    private static OptionEntry[] PoolLimits() =>
    [
        OptionEntry.Of("Leases:QueueMax", Whole(0, 1_000_000),
            o => o.Leases.QueueMax, (o, v) => o with { Leases = o.Leases with { QueueMax = v } }),
        OptionEntry.Of("Leases:LeasesMax", Whole(1, 10_000_000),
            o => o.Leases.LeasesMax, (o, v) => o with { Leases = o.Leases with { LeasesMax = v } }),
        OptionEntry.Of("Leases:SeatsPerRequestMax", Whole(1, 10_000_000),
            o => o.Leases.SeatsPerRequestMax, (o, v) => o with { Leases = o.Leases with { SeatsPerRequestMax = v } }),
        OptionEntry.Of("Leases:RememberedMax", Whole(1_024, 4_194_304),
            o => o.Leases.RememberedMax, (o, v) => o with { Leases = o.Leases with { RememberedMax = v } }),
        OptionEntry.Of("Leases:HoldersShownMax", Whole(0, 10),
            o => o.Leases.HoldersShownMax, (o, v) => o with { Leases = o.Leases with { HoldersShownMax = v } }),
    ];

    private static OptionEntry[] Seats() =>
    [
        OptionEntry.Of("Seats:HeartbeatEvery", Duration(Second, 60 * Minute),
            o => o.Seats.HeartbeatEvery, (o, v) => o with { Seats = o.Seats with { HeartbeatEvery = v } }),
        OptionEntry.Of("Seats:IdleMax", Duration(2 * Second, Day),
            o => o.Seats.IdleMax, (o, v) => o with { Seats = o.Seats with { IdleMax = v } }),
        OptionEntry.Of("Seats:HandshakeMax", Duration(Second, 5 * Minute),
            o => o.Seats.HandshakeMax, (o, v) => o with { Seats = o.Seats with { HandshakeMax = v } }),
        OptionEntry.Of("Seats:ConnectionsMax", Whole(1, 1_000_000),
            o => o.Seats.ConnectionsMax, (o, v) => o with { Seats = o.Seats with { ConnectionsMax = v } }),
        OptionEntry.Of("Seats:ConnectionsPerAddressMax", Whole(1, 1_000_000),
            o => o.Seats.ConnectionsPerAddressMax, (o, v) => o with { Seats = o.Seats with { ConnectionsPerAddressMax = v } }),
        OptionEntry.Of("Seats:LaneRequestsMax", Whole(16, 1_048_576),
            o => o.Seats.LaneRequestsMax, (o, v) => o with { Seats = o.Seats with { LaneRequestsMax = v } }),
        OptionEntry.Of("Seats:OutputBytesMax", Whole(65_536, 1_073_741_824),
            o => o.Seats.OutputBytesMax, (o, v) => o with { Seats = o.Seats with { OutputBytesMax = v } }),
    ];

    private static OptionEntry[] Validation() =>
    [
        OptionEntry.Of("Validation:HeartbeatEvery", Duration(Second, 60 * Minute),
            o => o.Validation.HeartbeatEvery, (o, v) => o with { Validation = o.Validation with { HeartbeatEvery = v } }),
        OptionEntry.Of("Validation:DatagramsPerSecondMax", Whole(1, 10_000_000),
            o => o.Validation.DatagramsPerSecondMax, (o, v) => o with { Validation = o.Validation with { DatagramsPerSecondMax = v } }),
    ];

    private static OptionEntry[] Discovery() =>
    [
        OptionEntry.Of("Discovery:AnswersPerSecondMax", Whole(1, 100_000),
            o => o.Discovery.AnswersPerSecondMax, (o, v) => o with { Discovery = o.Discovery with { AnswersPerSecondMax = v } }),
        OptionEntry.Of("Discovery:AnswersPerAddressMax", Whole(1, 100_000),
            o => o.Discovery.AnswersPerAddressMax,
            (o, v) => o with { Discovery = o.Discovery with { AnswersPerAddressMax = v } }),
    ];

    private static OptionEntry[] Licenses() =>
    [
        OptionEntry.Of("Licenses:Files", List(0, FilesMax, "paths", path => path.Length > 0),
            o => o.Licenses.Files, (o, v) => o with { Licenses = o.Licenses with { Files = v } }),
        OptionEntry.Of("Licenses:VendorKeys", List(0, FilesMax, "paths", path => path.Length > 0),
            o => o.Licenses.VendorKeys, (o, v) => o with { Licenses = o.Licenses with { VendorKeys = v } }),
    ];

    private static OptionEntry[] Guard() =>
    [
        OptionEntry.Of("Guard:Enabled", YesNo, o => o.Guard.Enabled, (o, v) => o with { Guard = o.Guard with { Enabled = v } }),
        OptionEntry.Of("Guard:Every", Duration(Second / 10, 60 * Minute), o => o.Guard.Every, (o, v) => o with { Guard = o.Guard with { Every = v } }),
        OptionEntry.Of("Guard:Watched", List(1, GuardOptions.WatchedMax, "ports (27000, 1203/udp), services, license managers, 'license' or 'all'", WatchedNames.IsValid),
            o => o.Guard.Watched, (o, v) => o with { Guard = o.Guard with { Watched = v } }),
        OptionEntry.Of("Guard:Accepted", Text("a path", _ => true), o => o.Guard.Accepted, (o, v) => o with { Guard = o.Guard with { Accepted = v } }),
        OptionEntry.OfFile("Guard:Webhook", Text("an https:// URL", IsHttps), o => o.Guard.Webhook, (o, v) => o with { Guard = o.Guard with { Webhook = v } }),
        OptionEntry.OfFile("Guard:Command", List(0, GuardOptions.CommandMax, "texts: an absolute path and arguments", _ => true),
            o => o.Guard.Command, (o, v) => o with { Guard = o.Guard with { Command = v } }),
    ];

    private static bool IsHttps(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0;

    private static OptionEntry[] Access() =>
    [
        OptionEntry.Of("Access:Hosts", List(0, HostNames.CountMax, "host names", HostNames.IsValid),
            o => o.Access.Hosts, (o, v) => o with { Access = o.Access with { Hosts = v } }),
        OptionEntry.Of("Access:TakeSeats", Choice(
                ("anybody", SeatTakers.Anybody), ("viewer", SeatTakers.Viewer), ("operator", SeatTakers.Operator), ("nobody", SeatTakers.Nobody)),
            o => o.Access.TakeSeats, (o, v) => o with { Access = o.Access with { TakeSeats = v } }),
        OptionEntry.Of("Access:SessionIdle", Duration(Minute, Day),
            o => o.Access.SessionIdle, (o, v) => o with { Access = o.Access with { SessionIdle = v } }),
        OptionEntry.Of("Access:SessionMax", Duration(5 * Minute, 30 * Day),
            o => o.Access.SessionMax, (o, v) => o with { Access = o.Access with { SessionMax = v } }),
        OptionEntry.Of("Access:LockOutAfter", Whole(3, 1_000),
            o => o.Access.LockOutAfter, (o, v) => o with { Access = o.Access with { LockOutAfter = v } }),
        OptionEntry.Of("Access:LockOutFor", Duration(Minute, Day),
            o => o.Access.LockOutFor, (o, v) => o with { Access = o.Access with { LockOutFor = v } }),
        OptionEntry.Of("Access:RequestsPerSecond", Whole(10, 1_000_000),
            o => o.Access.RequestsPerSecond, (o, v) => o with { Access = o.Access with { RequestsPerSecond = v } }),
        OptionEntry.Of("Access:ConnectionsMax", Whole(1, 1_000_000),
            o => o.Access.ConnectionsMax, (o, v) => o with { Access = o.Access with { ConnectionsMax = v } }),
        OptionEntry.Of("Access:ConnectionsPerAddressMax", Whole(1, 1_000_000),
            o => o.Access.ConnectionsPerAddressMax, (o, v) => o with { Access = o.Access with { ConnectionsPerAddressMax = v } }),
        OptionEntry.Of("Privacy:HideNames", YesNo, o => o.Privacy.HideNames, (o, v) => o with { Privacy = new() { HideNames = v } }),
    ];

    private static OptionEntry[] History() =>
    [
        OptionEntry.Of("History:Enabled", YesNo, o => o.History.Enabled, (o, v) => o with { History = o.History with { Enabled = v } }),
        OptionEntry.Of("History:SessionsKept", Duration(Day, 3_650 * Day),
            o => o.History.SessionsKept, (o, v) => o with { History = o.History with { SessionsKept = v } }),
        OptionEntry.Of("History:UsageKept", Duration(Day, 3_650 * Day),
            o => o.History.UsageKept, (o, v) => o with { History = o.History with { UsageKept = v } }),
        OptionEntry.Of("History:MinutesKept", Duration(Day, 3_650 * Day),
            o => o.History.MinutesKept, (o, v) => o with { History = o.History with { MinutesKept = v } }),
        OptionEntry.Of("History:EventsPerBatchMax", Whole(1, 100_000),
            o => o.History.EventsPerBatchMax, (o, v) => o with { History = o.History with { EventsPerBatchMax = v } }),
        OptionEntry.Of("History:Gather", Duration(TimeSpan.Zero, Minute),
            o => o.History.Gather, (o, v) => o with { History = o.History with { Gather = v } }),
    ];

    private static OptionEntry[] Metrics() =>
    [
        OptionEntry.Of("Metrics:Anonymous", YesNo, o => o.Metrics.Anonymous, (o, v) => o with { Metrics = o.Metrics with { Anonymous = v } }),
        OptionEntry.Of("Metrics:FeaturesMax", Whole(0, 1_000),
            o => o.Metrics.FeaturesMax, (o, v) => o with { Metrics = o.Metrics with { FeaturesMax = v } }),
        OptionEntry.Of("Otlp:Endpoint", Text("an http or https URL, or nothing", OtlpOptions.IsEndpoint),
            o => o.Otlp.Endpoint, (o, v) => o with { Otlp = o.Otlp with { Endpoint = v } }),
        OptionEntry.Of("Otlp:Every", Duration(Second, 60 * Minute), o => o.Otlp.Every, (o, v) => o with { Otlp = o.Otlp with { Every = v } }),
        OptionEntry.Of("Otlp:HeadersFile", Text("a path", _ => true),
            o => o.Otlp.HeadersFile, (o, v) => o with { Otlp = o.Otlp with { HeadersFile = v } }),
        OptionEntry.Of("Otlp:TraceOneIn", Whole(0, 1_000_000), o => o.Otlp.TraceOneIn, (o, v) => o with { Otlp = o.Otlp with { TraceOneIn = v } }),
    ];

    private static OptionEntry[] Rest() =>
    [
        OptionEntry.Of("Lanes:Count", Whole(0, 64), o => o.Lanes.Count, (o, v) => o with { Lanes = new() { Count = v } }),
        OptionEntry.Of("Clock:Tolerance", Duration(Second, 366 * Day),
            o => o.Clock.Tolerance, (o, v) => o with { Clock = o.Clock with { Tolerance = v } }),
        OptionEntry.Of("Clock:MarkEvery", Duration(Minute, 7 * Day),
            o => o.Clock.MarkEvery, (o, v) => o with { Clock = o.Clock with { MarkEvery = v } }),
        OptionEntry.Of("Log:Level", Choice(
                ("trace", LogLevel.Trace), ("debug", LogLevel.Debug), ("information", LogLevel.Information),
                ("warning", LogLevel.Warning), ("error", LogLevel.Error), ("critical", LogLevel.Critical), ("none", LogLevel.None)),
            o => o.Log.Level, (o, v) => o with { Log = new() { Level = v } }),
    ];
}
