using Usher.Core;
using Usher.Server.Discovery;
using Usher.Server.Seats;
using Usher.Server.Validation;

namespace Usher.Server.Options;

/// <summary>Everything that can be set, one part per section of <c>usher.json</c>. docs/configuration.md is the contract.</summary>
/// <remarks>Ranges are checked when options are read (<see cref="EffectiveOptions.Load"/>) and again at start.</remarks>
public sealed record ServerOptions
{
    /// <summary>Where key, journal and sockets live. Made at first start. Given by <c>--data</c> alone.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where the server listens. Section "Listen".</summary>
    public ListenOptions Listen { get; init; } = new();

    /// <summary>Who may connect. Section "Networks".</summary>
    public NetworksOptions Networks { get; init; } = new();

    /// <summary>How long seats are held, and limits of a pool. Section "Leases".</summary>
    public PoolSettings Leases { get; init; } = new();

    /// <summary>Times and limits of 1203/tcp. Section "Seats".</summary>
    public SeatsSettings Seats { get; init; } = new();

    /// <summary>Times and limits of 1203/udp. Section "Validation".</summary>
    public ValidationSettings Validation { get; init; } = new();

    /// <summary>Limits of 1455/udp. Section "Discovery".</summary>
    public DiscoverySettings Discovery { get; init; } = new();

    /// <summary>What is installed at start, and whom to trust. Section "Licenses".</summary>
    public LicensesOptions Licenses { get; init; } = new();

    /// <summary>Who else listens on license ports of this machine. Section "Guard".</summary>
    public GuardOptions Guard { get; init; } = new();
    /// <summary>Who may administer, and how fast. Section "Access".</summary>
    public AccessOptions Access { get; init; } = new();

    /// <summary>What is shown of people. Section "Privacy".</summary>
    public PrivacyOptions Privacy { get; init; } = new();

    /// <summary>Whether and how long a history is kept. Section "History".</summary>
    public HistoryOptions History { get; init; } = new();

    /// <summary>How decisions are spread over threads. Section "Lanes".</summary>
    public LanesOptions Lanes { get; init; } = new();

    /// <summary>How the machine's clock is watched. Section "Clock".</summary>
    public ClockOptions Clock { get; init; } = new();

    /// <summary>What <c>/metrics</c> shows, and to whom. Section "Metrics".</summary>
    public MetricsOptions Metrics { get; init; } = new();

    /// <summary>Whether metrics are sent to a collector. Section "Otlp".</summary>
    public OtlpOptions Otlp { get; init; } = new();

    /// <summary>What is logged. Section "Log".</summary>
    public LogOptions Log { get; init; } = new();
}
