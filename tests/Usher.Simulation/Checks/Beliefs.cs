using Usher.Core;
using Usher.Simulation.Actors;
using Usher.Simulation.Kernel;

namespace Usher.Simulation.Checks;

/// <summary>A client that believes it holds a seat does; and a seat whose holder is dead comes free in time.</summary>
internal sealed class Beliefs(World world, IReadOnlyList<User> users)
{
    private static readonly TimeSpan TellingMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryMax = TimeSpan.FromSeconds(15);

    /// <summary>After every step.</summary>
    public void Check()
    {
        foreach (var user in users)
        {
            var process = user.Process;
            if (!process.IsRunning)
                continue;
            foreach (var seat in process.Seats)
            {
                if (seat.IsBelieved)
                    Check(process, seat);
            }
        }
    }

    /// <summary>Seats of processes that are gone, now and then.</summary>
    public void CheckTheDead()
    {
        foreach (var (_, ledger, _) in world.Truth.Pools)
        {
            foreach (var seat in ledger.Seats.Values)
            {
                if (world.AskerOf(seat.Lease) is { IsDead: true } process && world.Agenda.Now > FreeBy(process, seat))
                    throw new ViolationException("the dead give back", $"{Name(seat.Lease)} is held, and {seat.Holder} died at {process.DiedAt}");
            }
        }
    }

    private void Check(ClientProcess process, HeldSeat seat)
    {
        if (world.Truth.LedgerOf(seat.Lease.Feature) is not { } ledger || ledger.Seats.ContainsKey(seat.Id) || IsExcused(process, seat, ledger))
            return;
        throw new ViolationException(
            "belief", $"{process.Machine.Name} counts on {seat.Lease.Feature} lease {Name(seat.Id)}, which is over: {ledger.EndOf(seat.Id)?.Reason}");
    }

    /// <remarks>
    /// A client is told that a lease was revoked or lost its line, but not before that is so. A machine that slept knows it when
    /// somebody answers. What it gives back by its id is free before it hears so.
    /// </remarks>
    private bool IsExcused(ClientProcess process, HeldSeat seat, PoolLedger ledger)
    {
        var confirmed = seat.ConfirmedAt(process.Machine.Monotonic);
        if (confirmed < process.Machine.WokeAt)
            return true;
        if (ledger.EndOf(seat.Id) is not { } over)
            return false;
        return over.Reason switch
        {
            EndReason.Revoked or EndReason.LicenseEnded or EndReason.LicenseRemoved =>
                world.Agenda.Now <= over.At + seat.Lease.Ttl + TellingMax,
            EndReason.Returned => process.ReturnedById.Contains(seat.Lease.Id),
            _ => false,
        };
    }

    private TimeSpan FreeBy(ClientProcess process, Seat seat)
    {
        // What a dead process had sent may arrive, and be granted, after its death.
        var from = new[] { process.DiedAt, world.DisturbedAt, seat.GrantedAt }.Max();
        var settings = world.Scenario.Pools;
        return from + (2 * (seat.Ttl + settings.MarginOf(seat.Ttl))) + settings.Linger + RetryMax;
    }

    private static string Name(LeaseId lease) => lease.ToString()[..8];
}
