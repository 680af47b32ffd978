namespace Usher.Client;

/// <summary>Why a server said no.</summary>
public sealed record Refusal
{
    /// <summary>Of docs/errors.md, USH2xxx.</summary>
    public required string Code { get; init; }

    /// <summary>What happened, one line.</summary>
    public required string Message { get; init; }

    /// <summary>What to do, one line.</summary>
    public required string Hint { get; init; }

    /// <summary>What was asked for: "vendor/feature" where the server said so.</summary>
    public required string Feature { get; init; }

    /// <summary>The feature's seats by state; null when the server did not tell.</summary>
    public SeatCounts? Counts { get; init; }

    /// <summary>Who holds the seats: up to 10, as far as the asker may see.</summary>
    public IReadOnlyList<SeatHolder> Holders { get; init; } = [];

    /// <summary>How many holders there are in all.</summary>
    public int HoldersTotal { get; init; }

    /// <summary>When the next seat frees at the latest: UTC, by the server's clock; null when unknown.</summary>
    public DateTimeOffset? FreeAt { get; init; }

    /// <summary>Requests that wait in front.</summary>
    public int Ahead { get; init; }

    /// <summary>The license line or policy rule that decided; empty when none did.</summary>
    public string Line { get; init; } = "";

    /// <summary>How long to wait before asking again; null when time alone does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Code, message and hint in one line.</summary>
    public override string ToString() => $"{Code}: {Message}; {Hint}";
}
