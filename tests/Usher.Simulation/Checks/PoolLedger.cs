using System.Collections.Immutable;
using Usher.Core;
using Usher.Simulation.Kernel;

namespace Usher.Simulation.Checks;

/// <summary>
/// What must hold of the events of one pool, whoever decided them: checked on each as it becomes durable, against state that
/// is kept here and not in the code under test.
/// </summary>
internal sealed class PoolLedger(PoolId id, PoolSettings settings, Func<RequestId, int> priorityOf, Func<TimeSpan> now)
{
    private static readonly TimeSpan RefusalLife = TimeSpan.FromMinutes(2);

    private readonly Dictionary<LeaseId, Seat> seats = [];
    private readonly Dictionary<LeaseId, Ended> ended = [];
    private readonly HashSet<RequestId> cancelled = [];
    private readonly HashSet<RequestId> answered = [];
    private readonly Dictionary<RequestId, PoolEvent.CheckoutDenied> refused = [];
    private readonly Dictionary<(string User, string Host), DateTimeOffset> coolDowns = [];
    private readonly List<Wait> queue = [];
    private ImmutableArray<LicenseLine> lines = [];

    public IReadOnlyDictionary<LeaseId, Seat> Seats => seats;

    public IReadOnlyList<Wait> Queue => queue;

    public ImmutableArray<LicenseLine> Lines => lines;

    /// <summary>How a lease ended; null while it lives or when it never was.</summary>
    public Ended? EndOf(LeaseId lease) => ended.GetValueOrDefault(lease);

    public void Take(PoolEvent happened)
    {
        switch (happened)
        {
            case PoolEvent.LinesSet set:
                lines = set.Lines;
                break;
            case PoolEvent.LeaseGranted granted:
                CheckGrant(granted);
                Remove(granted.Lease);
                ended.Remove(granted.Lease);
                seats[granted.Lease] = new Seat(
                    granted.Lease, granted.Holder, granted.Version, granted.Draws, granted.Ttl, granted.Kind, granted.Detached, now());
                break;
            case PoolEvent.LeaseRenewed renewed when seats.TryGetValue(renewed.Lease, out var renewing):
                seats[renewed.Lease] = renewing with { Ttl = renewed.Ttl > renewing.Ttl ? renewed.Ttl : renewing.Ttl };
                break;
            case PoolEvent.LeaseMoved moved:
                Move(moved);
                break;
            case PoolEvent.LeaseEnded over:
                seats.Remove(over.Lease, out var seat);
                if (seat is null)
                    break;
                ended[over.Lease] = new Ended(seat, over.Reason, now());
                if (over.Reason == EndReason.Revoked)
                    coolDowns[(seat.Holder.User, seat.Holder.Host)] = over.At + settings.CoolDown;
                break;
            case PoolEvent.CheckoutDenied denied:
                refused[denied.RequestId] = denied;
                break;
            default:
                TakeWait(happened);
                break;
        }
    }

    private void TakeWait(PoolEvent happened)
    {
        switch (happened)
        {
            case PoolEvent.WaitStarted started:
                Enqueue(started);
                break;
            case PoolEvent.WaiterAbsent absent:
                SetAbsent(wait => wait.Lease == absent.Lease, true);
                break;
            case PoolEvent.WaiterReturned returned:
                SetAbsent(wait => wait.Lease == returned.Lease, false);
                break;
            case PoolEvent.ServiceResumed:
                SetAbsent(_ => true, true);
                break;
            case PoolEvent.WaitEnded over:
                if (over.Reason == WaitEndReason.Cancelled && queue.Find(wait => wait.Lease == over.Lease) is { } left)
                    cancelled.Add(left.Request);
                Remove(over.Lease);
                break;
        }
    }

    private void CheckGrant(PoolEvent.LeaseGranted granted)
    {
        var name = Name(granted.Lease);
        Require("one lease per id", !seats.ContainsKey(granted.Lease), $"{name} is granted and was live already");
        Require(
            "one answer per request",
            answered.Add(granted.RequestId) || granted.Kind == GrantKind.ResumedLate,
            $"{name}: one request is granted twice");
        Require(
            "one answer per request",
            !refused.TryGetValue(granted.RequestId, out var denial) || denial.Lease != granted.Lease || denial.At + RefusalLife <= granted.At,
            $"{name}: the request was denied ({denial?.Reason}) and is granted now");
        Require("what is given back is over", !cancelled.Contains(granted.RequestId), $"{name} is granted to a request that left the queue");
        Require(
            "what is given back is over",
            EndOf(granted.Lease) is null or { Reason: EndReason.Lapsed or EndReason.LingerOver },
            $"{name} is granted after it ended: {EndOf(granted.Lease)?.Reason}");
        Require(
            "cool-down",
            !coolDowns.TryGetValue((granted.Holder.User, granted.Holder.Host), out var until) || until <= granted.At,
            $"{granted.Holder} is granted {name} while cooling down until {until:HH:mm:ss.fff}");
        Require("limits", seats.Count < settings.LeasesMax, $"{name} is one lease more than {settings.LeasesMax}");
        Require("seats add up", granted.Draws.Sum(draw => draw.Seats) == granted.Seats, $"{name} draws other than it holds");
        if (granted.Kind != GrantKind.ResumedLate)
            CheckRoom(granted);
    }

    private void CheckRoom(PoolEvent.LeaseGranted granted)
    {
        foreach (var draw in granted.Draws)
        {
            var line = LineOf(draw, granted.Lease, granted.Version, granted.At);
            var cost = LineAccounts.Cost(line, seats.Values, granted.Holder, granted.Draws);
            if (cost == 0)
                continue;
            var used = LineAccounts.Used(line, seats.Values) + cost;
            Require(
                "capacity",
                used <= line.Seats + line.Overdraft,
                $"{Name(granted.Lease)} makes {used} seats of {line.Id}, which has {line.Seats} and {line.Overdraft} overdraft");
            CheckTurn(granted, line);
        }
    }

    /// <summary>Nobody is seated where somebody in front, who is there, could sit as well.</summary>
    private void CheckTurn(PoolEvent.LeaseGranted granted, LicenseLine line)
    {
        var isFromQueue = granted.Kind == GrantKind.FromQueue;
        var priority = priorityOf(granted.RequestId);
        foreach (var wait in queue)
        {
            if (isFromQueue ? wait.Lease == granted.Lease : wait.Priority < priority)
                return;
            Require(
                "queue order",
                wait.IsAbsent || wait.Version > line.Version,
                $"{Name(granted.Lease)} is seated on {line.Id} before {Name(wait.Lease)}, which waits in front");
        }
    }

    /// <summary>A lease takes what is free, and keeps what it has: also of a line that shrank below its use.</summary>
    private void Move(PoolEvent.LeaseMoved moved)
    {
        if (!seats.TryGetValue(moved.Lease, out var seat))
            return;
        var usedBefore = moved.Draws.Select(draw => lines.FirstOrDefault(line => line.Id == draw.Line))
            .OfType<LicenseLine>().ToDictionary(line => line.Id, line => LineAccounts.Used(line, seats.Values));
        seats.Remove(moved.Lease);
        foreach (var draw in moved.Draws)
        {
            var line = LineOf(draw, moved.Lease, seat.Version, moved.At);
            var used = LineAccounts.Used(line, seats.Values) + LineAccounts.Cost(line, seats.Values, seat.Holder, moved.Draws);
            Require(
                "capacity",
                used <= Math.Max(line.Seats, usedBefore[line.Id]),
                $"{Name(moved.Lease)} moves with {InWords(moved.Draws)} to {line.Id} x {line.Seats}, where others have {InWords(line)}");
        }

        seats[moved.Lease] = seat with { Draws = moved.Draws };
    }

    private LicenseLine LineOf(Draw draw, LeaseId lease, FeatureVersion version, DateTimeOffset at)
    {
        var line = lines.FirstOrDefault(line => line.Id == draw.Line);
        Require("lines", line is not null, $"{Name(lease)} draws from {draw.Line}, which is not there");
        Require("lines", LineAccounts.IsOpen(line!, at), $"{Name(lease)} draws from {draw.Line}, which is not open");
        Require("lines", line!.Version >= version, $"{Name(lease)} draws from {draw.Line}, which is of version {line.Version}");
        return line;
    }

    private void Enqueue(PoolEvent.WaitStarted started)
    {
        Require("limits", queue.Count < settings.QueueMax, $"{Name(started.Lease)} is one more than {settings.QueueMax} in the queue");
        var place = queue.FindLastIndex(wait => wait.Priority >= started.Priority) + 1;
        queue.Insert(place, new Wait(started));
    }

    private void SetAbsent(Predicate<Wait> which, bool isAbsent)
    {
        foreach (var wait in queue.FindAll(which))
            wait.IsAbsent = isAbsent;
    }

    private void Remove(LeaseId lease) => queue.RemoveAll(wait => wait.Lease == lease);

    private string InWords(LicenseLine line) => string.Join(", ", seats.Values
        .Where(seat => seat.Draws.Any(draw => draw.Line == line.Id))
        .Select(seat => $"{seat.Holder} {InWords(seat.Draws)}"));

    private static string InWords(ImmutableArray<Draw> draws) => string.Join('+', draws.Select(draw => $"{draw.Line}:{draw.Seats}"));

    private string Name(LeaseId lease) => $"{id} lease {lease.ToString()[..8]}";

    private static void Require(string rule, bool holds, string what)
    {
        if (!holds)
            throw new ViolationException(rule, what);
    }
}
