namespace Usher.Core.Tests;

/// <summary>Plays random moves against a pool in virtual time, and shows each step to a witness.</summary>
internal sealed class RandomDesk
{
    private const int LeaseNames = 10;
    private static readonly string[] Users = ["ada", "bob", "eve"];
    private static readonly string[] Hosts = ["pc", "mill"];
    private static readonly string[] Versions = ["", "1.0", "2.0"];
    private static readonly TimeSpan[] Passes =
        [TimeSpan.Zero, Spans.Seconds(1), Spans.Seconds(31), Spans.Minutes(2), Spans.Minutes(6), Spans.Minutes(11), Spans.Hours(1)];

    private int requests;
    private Checkout? last;

    public static PoolSettings Settings { get; } = new()
    {
        TtlDefault = Spans.Minutes(10),
        ResumeWindow = Spans.Minutes(5),
        QueueMax = 5,
        LeasesMax = 6,
        RememberedMax = 6,
        SeatsPerRequestMax = 4,
    };

    public Pool Pool { get; } = new(new PoolId("acme", "cad"), Settings);

    public DateTimeOffset Now { get; private set; } = DeskScenario.Start;

    /// <summary>Called with every command before it is executed.</summary>
    public Action<PoolCommand> Before { get; set; } = _ => { };

    /// <summary>Called with every command, its answer and its events after it was executed.</summary>
    public Action<PoolCommand, Reply, IReadOnlyList<PoolEvent>> After { get; set; } = (_, _, _) => { };

    public void Play(IReadOnlyList<RandomMove> story)
    {
        Execute(new SetLines([.. Licenses(story.Count == 0 ? 0 : story[0].What)]));
        foreach (var move in story)
            Play(move);
    }

    public Reply Execute(PoolCommand command)
    {
        last = command as Checkout ?? last;
        Before(command);
        var events = new List<PoolEvent>();
        var reply = Pool.Execute(command, Now, events);
        After(command, reply, events);
        return reply;
    }

    public static IEnumerable<LicenseLine> Licenses(int choice)
    {
        static LicenseLine Line(string id, int seats, string version = "1.0") => DeskScenario.Line(id, seats, version);
        var start = DeskScenario.Start;
        return (choice % 7) switch
        {
            0 => [Line("A", 3) with { LingerMax = Spans.Seconds(7) }],
            1 => [Line("A", 2) with { Overdraft = 1 }, Line("B", 2, "2.0")],
            2 => [Line("A", 2) with { Overdraft = 1, Sharing = Sharing.User }, Line("B", 1, "2.0")],
            3 => [Line("A", 1) with { EndsAt = start + Spans.Minutes(15), Grace = Spans.Minutes(5) }, Line("B", 3, "2.0") with { StartsAt = start + Spans.Minutes(10), Sharing = Sharing.User | Sharing.Host }],
            4 => [Line("D", 4, "3.0") with { Sharing = Sharing.Site, EndsAt = start + Spans.Minutes(9) }, Line("A", 1)],
            5 => [Line("B", 2, "2.0") with { Overdraft = 2 }, Line("A", 5)],
            _ => [],
        };
    }

    private void Play(RandomMove move)
    {
        var lease = DeskScenario.IdOf($"l{move.Who % LeaseNames}");
        var owner = OwnerOf(move.Who);
        switch (move.Kind)
        {
            case MoveKind.Checkout: Execute(NewCheckout(move, lease, move.What % 20 == 0 ? OwnerOf(move.Who + 1) : owner)); break;
            case MoveKind.Repeat when last is not null: Execute(last); break;
            case MoveKind.CheckIn: Execute(new CheckIn(lease, owner)); break;
            case MoveKind.Renew: Execute(new Renew(lease, owner, move.Size % 2 == 0 ? TimeSpan.Zero : Spans.Minutes(move.Size % 30))); break;
            case MoveKind.Disconnect: Execute(new Disconnect(lease, IsGone: move.Size % 2 == 0)); break;
            case MoveKind.Heartbeat: Pool.PresenceOf(lease)?.Seen(Now); break;
            case MoveKind.Revoke: Execute(new Revoke(lease, "random", "root")); break;
            case MoveKind.SetLines: Execute(new SetLines([.. Licenses(move.What)])); break;
            case MoveKind.Restart: Execute(new ResumeService(move.Size % 2 == 0 ? TimeSpan.Zero : Spans.Minutes(move.What % 30))); break;
            case MoveKind.Pass: Pass(Passes[move.Size % Passes.Length], settle: move.What % 2 == 0); break;
            case MoveKind.PassToNextDue when Pool.NextDue is { } due && due > Now: Pass(due - Now, settle: true); break;
        }
    }

    private void Pass(TimeSpan span, bool settle)
    {
        Now += span;
        if (settle)
            Execute(new Settle());
    }

    private Checkout NewCheckout(RandomMove move, LeaseId lease, Holder holder) => new(
        new RequestId(new Guid(++requests, 0, 0, new byte[8])),
        lease,
        holder,
        Seats: move.Size % 12 == 0 ? 5 : 1 + (move.Size % 3),
        FeatureVersion.Parse(Versions[move.What % Versions.Length]),
        Ttl: move.Size % 5 == 0 ? Spans.Minutes(2) : TimeSpan.Zero,
        WaitMax: move.What % 2 == 0 ? Spans.Minutes(20) : TimeSpan.Zero,
        Priority: move.Size % 4 == 0 ? 1 : 0,
        Detached: move.What % 7 == 0,
        Connectionless: move.What % 7 == 1);

    private static Holder OwnerOf(int who) => DeskScenario.Person(Users[who % Users.Length], Hosts[who % Hosts.Length]);
}
