namespace Usher.Core.Tests;

/// <summary>
/// A pool of clients that were silent since they checked out. A lane turns to one after the other, and on another thread each
/// of them shows life when it is its turn: a little sooner or later, so that the two meet in every possible way.
/// </summary>
internal sealed class SilentDesk
{
    private const int Clients = 10_000;
    private const int PausesMax = 20;
    private const int SpinsMax = 5_000;
    private static readonly TimeSpan Ttl = DeskScenario.CaseSettings.TtlDefault;

    private readonly Pool pool = new(new PoolId("acme", "cad"), DeskScenario.CaseSettings);
    private readonly LeaseId[] leases = new LeaseId[Clients];
    private readonly Presence[] cells = new Presence[Clients];
    private readonly DateTimeOffset[] promised = new DateTimeOffset[Clients];
    private int turn = -1;

    private SilentDesk()
    {
        pool.Execute(new SetLines([DeskScenario.Line("A", Clients)]), DeskScenario.Start, []);
        for (var client = 0; client < Clients; client++)
        {
            var id = new Guid(client, 0, 0, new byte[8]);
            leases[client] = new LeaseId(id);
            pool.Execute(new Checkout(new RequestId(id), leases[client], Ada, 1, default, Ttl, TimeSpan.Zero, 0, Detached: false), Since(client), []);
            cells[client] = pool.PresenceOf(leases[client])!;
        }
    }

    public static Holder Ada { get; } = DeskScenario.Person("ada");

    /// <summary>Lets lane and clients meet.</summary>
    /// <param name="silence">How long a client was silent when it is its turn.</param>
    /// <param name="command">What the lane does then.</param>
    /// <returns>How many clients were promised more than the lane then kept.</returns>
    public static async Task<int> BrokenPromisesAsync(TimeSpan silence, Func<LeaseId, PoolCommand> command)
    {
        var desk = new SilentDesk();
        using var ready = new ManualResetEventSlim();
        var heartbeats = Task.Run(() =>
        {
            ready.Set();
            desk.ShowLife(silence);
        });
        ready.Wait(TestContext.Current.CancellationToken);
        desk.Decide(silence, command);
        await heartbeats;
        return Enumerable.Range(0, Clients).Count(desk.IsBroken);
    }

    private static DateTimeOffset Since(int client) => DeskScenario.Start.AddTicks(client);

    private void Decide(TimeSpan silence, Func<LeaseId, PoolCommand> command)
    {
        for (var client = 0; client < Clients; client++)
        {
            Volatile.Write(ref turn, client);
            pool.Execute(command(leases[client]), Since(client) + silence, []);
        }

        Volatile.Write(ref turn, Clients);
    }

    private void ShowLife(TimeSpan silence)
    {
        var idle = 0;
        for (var (last, next) = (-1, -1); next < Clients; next = Volatile.Read(ref turn))
        {
            if (next == last)
            {
                // At once beside the lane where there are two processors, and out of its way where there are not.
                if (++idle % SpinsMax == 0)
                    Thread.Yield();
                continue;
            }

            Thread.SpinWait(next % PausesMax);
            var now = Since(next) + silence;
            var good = cells[next].Beat(now, Ttl);
            promised[next] = good > TimeSpan.Zero ? now + good : default;
            last = next;
        }
    }

    private bool IsBroken(int client) => promised[client] > (pool.Find(leases[client])?.Until ?? default);
}
