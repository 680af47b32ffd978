using Usher.Core;
using Usher.Server.Access;

namespace Usher.Server.Lanes;

/// <summary>Which leases and waiting requests. What is null does not matter; case does.</summary>
/// <param name="User">Of this user.</param>
/// <param name="Host">On this host.</param>
/// <param name="State">In this state.</param>
internal sealed record WhoFilter(string? User, string? Host, SeatState? State)
{
    /// <summary>Only of these features; null: of all.</summary>
    public FeatureScope? Scope { get; init; }

    /// <summary>Whether a row is one of them.</summary>
    public bool Matches(WhoRow row)
    {
        var holder = row.Lease?.Holder ?? row.Wait!.Holder;
        return (User is null || holder.User == User) && (Host is null || holder.Host == Host) && (State is null || StateOf(row) == State)
            && (Scope is null || Scope.Covers(row.Pool));
    }

    /// <summary>The state of a row, as people name it.</summary>
    public static SeatState StateOf(WhoRow row) => row.Lease switch
    {
        null => SeatState.Queued,
        { State: LeaseState.Lingering } => SeatState.Lingering,
        { Overdraft: true } => SeatState.Overdraft,
        _ => SeatState.Active,
    };
}
