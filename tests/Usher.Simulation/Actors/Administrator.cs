using System.Collections.Immutable;
using Usher.Core;
using Usher.Server.Lanes;
using Usher.Simulation.Kernel;
using Usher.Simulation.Runs;

namespace Usher.Simulation.Actors;

/// <summary>Adds, changes and removes license lines, and revokes leases.</summary>
internal sealed class Administrator(World world, Func<ServerProcess?> server)
{
    private static readonly TimeSpan PauseMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(60);
    private static readonly Sharing[] Rules = [Sharing.None, Sharing.None, Sharing.User, Sharing.User | Sharing.Host, Sharing.Site];

    private readonly Dice dice = world.Dice.Fork();
    private bool isResting;

    public void Start()
    {
        if (world.Scenario.Faults.Contains(Fault.Licenses))
            Again(ChangeLines);
        if (world.Scenario.Faults.Contains(Fault.Revoke))
            Again(Revoke);
    }

    public void Rest() => isResting = true;

    /// <summary>Every pool gets lines that last; tries until the server takes them.</summary>
    public async Task InstallAsync()
    {
        foreach (var pool in world.Scenario.PoolNames)
        {
            while (!await TryAsync(IdOf(pool), new SetLines(LastingLines())))
                await world.Agenda.PassAsync(TimeSpan.FromMilliseconds(500));
        }
    }

    private ImmutableArray<LicenseLine> LastingLines()
    {
        var sharing = dice.Pick(Rules);
        var lines = ImmutableArray.Create(new LicenseLine("A", Version("1.0"), 1 + dice.Below(3), Overdraft: dice.Below(2), Sharing: sharing));
        return dice.Chance(0.5) ? lines : lines.Add(new LicenseLine("B", Version("2.0"), 1 + dice.Below(2), Sharing: dice.Pick(Rules)));
    }

    private void Again(Func<Task> act) => world.Agenda.After(dice.Between(PauseMin, PauseMax), () =>
    {
        if (isResting)
            return;
        world.Watch(act());
        Again(act);
    });

    private Task ChangeLines()
    {
        var lines = dice.Chance(0.1) ? [] : LastingLines();
        if (dice.Chance(0.4) && server()?.Clock is { } clock)
            lines = lines.Add(PassingLine(clock.Now));
        return TryAsync(IdOf(dice.Pick(world.Scenario.PoolNames)), new SetLines(lines));
    }

    private LicenseLine PassingLine(DateTimeOffset now)
    {
        DateTimeOffset? starts = dice.Chance(0.3) ? now + dice.Between(PauseMin, PauseMax) : null;
        return new LicenseLine(
            "C", Version("1.5"), 1 + dice.Below(2), starts, (starts ?? now) + dice.Between(PauseMin, PauseMax), Grace: PauseMin * dice.Below(10));
    }

    private Task Revoke()
    {
        var pool = dice.Pick(world.Scenario.PoolNames);
        return world.Truth.LedgerOf(pool)?.Seats.Keys.ToArray() is { Length: > 0 } leases
            ? TryAsync(IdOf(pool), new Revoke(dice.Pick(leases), "make room", "root"))
            : Task.CompletedTask;
    }

    private async Task<bool> TryAsync(PoolId pool, PoolCommand command)
    {
        if (server() is not { IsServing: true, Desk: { } desk } process)
            return false;
        world.Trace.Note("admin", $"{command.GetType().Name} {pool}");
        try
        {
            // The process may be killed before it answers.
            await Task.WhenAny(desk.ExecuteAsync(pool, command, CancellationToken.None).AsTask(), world.Agenda.PassAsync(PauseMax)).Unwrap();
            return !process.IsDead;
        }
        catch (DeskRefusedException)
        {
            return false;
        }
    }

    private static PoolId IdOf(string name) => new(name[..name.IndexOf('/', StringComparison.Ordinal)], name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    private static FeatureVersion Version(string text) => FeatureVersion.Parse(text);
}
