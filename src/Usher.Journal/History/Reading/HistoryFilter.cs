namespace Usher.Journal.History;

/// <summary>Which part of the history. Everything but the times may be left open.</summary>
/// <param name="From">What ended, or happened, before is left out.</param>
/// <param name="To">What began, or happened, then or later is left out.</param>
public sealed record HistoryFilter(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Of this vendor; null: of any.</summary>
    public string? Vendor { get; init; }

    /// <summary>Of this feature; null: of any. Case matters.</summary>
    public string? Feature { get; init; }

    /// <summary>Of this user; null: of anybody. Case matters.</summary>
    public string? User { get; init; }

    /// <summary>On this host; null: on any. Case matters.</summary>
    public string? Host { get; init; }

    /// <summary>Only sessions that have not ended.</summary>
    public bool IsOpenOnly { get; init; }

    /// <summary>Only denials for this cause; null: for any.</summary>
    public DenialCause? Cause { get; init; }
}
