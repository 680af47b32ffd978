namespace Usher.Bench;

/// <summary>What 'usher bench' runs.</summary>
public sealed record BenchSettings
{
    /// <summary>The executable that is started for servers, vendor keys and licenses.</summary>
    public required string UsherPath { get; init; }

    /// <summary>Where servers under test keep their data; on the disk that is to be measured.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>Measured time of each load. Default 5 s.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Unmeasured time before it: a server of .NET gets faster for that long. Default 10 s.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often each pair of loads is repeated; the median counts. Default 1.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Connections × requests in flight, one row each. Default 200×1 and 50×16.</summary>
    public IReadOnlyList<LoadShape> Shapes { get; init; } = [new(200, 1), new(50, 16)];

    /// <summary>Rows whose name contains one of these; empty: all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Seats in the pool of the ordinary rows. Default 1 000 000.</summary>
    public int Seats { get; init; } = 1_000_000;

    /// <summary>Only the rows that have a budget. Default: all.</summary>
    public bool OnlyBudgets { get; init; }

    /// <summary>How long the connectionless leases are kept. Default 1 min.</summary>
    public TimeSpan CrowdDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the soak takes, which runs only when this is given. 10 s and up.</summary>
    public TimeSpan? Soak { get; init; }

    /// <summary>Connectionless leases of the row about them, which runs only when this is given. 1 to 4 000 000.</summary>
    public int? Leases { get; init; }

    /// <summary>How often each of them shows life; its ttl is two and a half times that. Default 10 s.</summary>
    public TimeSpan BeatEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A server that is running already, as host:port, instead of one that is started; plaintext.</summary>
    public string? Server { get; init; }

    /// <summary>The feature to check out of <see cref="Server"/>.</summary>
    public string Feature { get; init; } = "bench";

    /// <summary>The same for the rows that have a budget, as the budgets are written: a million leases, a heartbeat every 2 min, ten minutes, and a soak as long.</summary>
    public BenchSettings ForBudgets() => this with
    {
        OnlyBudgets = true,
        Rounds = 3,
        Leases = 1_000_000,
        BeatEvery = TimeSpan.FromMinutes(2),
        CrowdDuration = TimeSpan.FromMinutes(10),
        Soak = TimeSpan.FromMinutes(10),
    };
}
