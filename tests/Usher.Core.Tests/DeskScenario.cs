using System.Collections.Immutable;
using System.Text;

namespace Usher.Core.Tests;

/// <summary>
/// A pool and virtual time, spoken to in the words of the glossary. A lease is named by its holder unless said otherwise.
/// </summary>
internal sealed class DeskScenario
{
    private int requests;
    private Checkout? lastCheckout;

    public DeskScenario(PoolSettings? settings = null, params LicenseLine[] lines)
    {
        Pool = new Pool(new PoolId("acme", "cad"), settings ?? CaseSettings);
        if (lines.Length > 0)
            SetLines(lines);
    }

    public DeskScenario(int seats, PoolSettings? settings = null)
        : this(settings, Line("A", seats))
    {
    }

    /// <summary>The product's defaults, with a shorter ttl.</summary>
    public static PoolSettings CaseSettings => new() { TtlDefault = Spans.Minutes(10) };

    public static DateTimeOffset Start { get; } = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    public Pool Pool { get; }

    public DateTimeOffset Now { get; private set; } = Start;

    /// <summary>All that happened.</summary>
    public List<PoolEvent> Story { get; } = [];

    /// <summary>What happened in the last step.</summary>
    public List<PoolEvent> Happened { get; } = [];

    public Reply? LastReply { get; private set; }

    public SeatCounts Counts => Pool.Count(Now);

    public static LicenseLine Line(string id, int seats, string version = "1.0") => new(id, FeatureVersion.Parse(version), seats);

    public static LeaseId IdOf(string name) => new(GuidOf(name));

    public static Holder Person(string user, string host = "pc", string display = "") => new(user, host, display, "cad.exe");

    public string Do(PoolCommand command)
    {
        lastCheckout = command as Checkout ?? lastCheckout;
        Happened.Clear();
        LastReply = Pool.Execute(command, Now, Happened);
        Story.AddRange(Happened);
        return Text(LastReply);
    }

    public Checkout NewCheckout(string lease, int seats = 1, string version = "") => new(
        new RequestId(new Guid(++requests, 0, 0, new byte[8])), IdOf(lease), Person(lease), seats,
        FeatureVersion.TryParse(version, out var read) ? read : default, TimeSpan.Zero, TimeSpan.Zero, 0, Detached: false);

    public string Try(string user, int seats = 1) => Do(NewCheckout(user, seats));

    public string Wait(string user, TimeSpan waitMax, int seats = 1, int priority = 0) =>
        Do(NewCheckout(user, seats) with { WaitMax = waitMax, Priority = priority });

    public string Repeat() => Do(lastCheckout!);

    public string CheckIn(string lease, string? by = null) => Do(new CheckIn(IdOf(lease), Person(by ?? lease)));

    public string Renew(string lease, TimeSpan ttl = default, string? by = null) =>
        Do(new Renew(IdOf(lease), Person(by ?? lease), ttl));

    public string KeepAlive(string lease, string? by = null) => Do(new KeepAlive(IdOf(lease), Person(by ?? lease), TimeSpan.Zero));

    public string Disconnect(string lease, bool isGone = true) => Do(new Disconnect(IdOf(lease), isGone));

    public string CancelWait(string lease) => Do(new CancelWait(IdOf(lease)));

    public string Revoke(string lease, string reason = "make room") => Do(new Revoke(IdOf(lease), reason, "root"));

    public string SetLines(params LicenseLine[] lines) => Do(new SetLines([.. lines]));

    public string Restart(TimeSpan skipped = default) => Do(new ResumeService(skipped));

    public void Seen(string lease) => Pool.PresenceOf(IdOf(lease))!.Seen(Now);

    /// <summary>Time goes on and the pool is settled once, at the end of it.</summary>
    public void Advance(TimeSpan span)
    {
        Now += span;
        Do(new Settle());
    }

    /// <summary>Time goes on while nobody looks: only the next command settles.</summary>
    public void Sleep(TimeSpan span) => Now += span;

    /// <summary>Where a lease's seats come from, as <c>A:2 B:1</c>; empty when it holds none.</summary>
    public string DrawsOf(string lease) => string.Join(' ', DrawsIn(Pool, IdOf(lease)).Select(draw => $"{draw.Line}:{draw.Seats}"));

    public static ImmutableArray<Draw> DrawsIn(Pool pool, LeaseId lease) =>
        pool.Find(lease) is null ? [] : pool.Condense().OfType<PoolEvent.LeaseGranted>().Last(granted => granted.Lease == lease).Draws;

    public static string Text(Reply reply) => reply switch
    {
        Reply.Granted granted => Text(granted),
        Reply.Queued queued => $"queued {queued.Position}",
        Reply.Denied denied => $"denied {denied.Denial.Reason}",
        Reply.Returned { WasHeld: true } => "returned",
        Reply.Returned => "nothing to return",
        Reply.Renewed => "renewed",
        Reply.NotHeld { Reason: { } reason } => $"not held {reason}",
        Reply.NotHeld => "not held",
        Reply.Revoked => "revoked",
        Reply.Done => "done",
        _ => throw new InvalidOperationException($"no words for {reply}"),
    };

    private static string Text(Reply.Granted granted)
    {
        var text = new StringBuilder($"granted {granted.Seats}");
        if (granted.Kind == GrantKind.ResumedLate)
            text.Append(" late");
        if (granted.Overdraft)
            text.Append(" overdraft");
        if (granted.InGrace)
            text.Append(" grace");
        if (granted.Resumed)
            text.Append(" resumed");
        return text.ToString();
    }

    private static Guid GuidOf(string name)
    {
        var bytes = new byte[16];
        Encoding.ASCII.GetBytes(name, bytes);
        return new Guid(bytes);
    }
}
