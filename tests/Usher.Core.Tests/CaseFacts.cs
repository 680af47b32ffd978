using System.Globalization;

namespace Usher.Core.Tests;

/// <summary>The facts of docs/decisions.md: says what is true of a desk, in the words in which a case expects it.</summary>
internal static class CaseFacts
{
    /// <summary>What is true where the expected fact speaks of it, so that a mismatch shows both.</summary>
    public static string Actual(DeskScenario desk, string expected)
    {
        var words = expected.Split(' ');
        return words switch
        {
            ["nothing", "happens"] => desk.Happened.Count == 0 ? expected : string.Join(", ", desk.Happened),
            ["free" or "active" or "lingering" or "over" or "total" or "wanted", _] => $"{words[0]} {CountOf(desk, words[0])}",
            ["line" or "holders" or "freed" or "retry" or "ahead" or "note", ..] => $"{words[0]} {OfDenial(desk, words[0])}",
            ["ttl", _] => $"ttl {Short(TtlOf(desk.LastReply!))}",
            ["due", ..] => $"due {In(desk, desk.Pool.NextDue)}",
            [var who, "draws", ..] => $"{who} draws {desk.DrawsOf(who)}",
            [var who, "ended", _] => $"{who} ended {desk.Story.OfType<PoolEvent.LeaseEnded>().LastOrDefault(e => e.Lease == DeskScenario.IdOf(who))?.Reason}",
            [var who, "left", _] => $"{who} left {desk.Story.OfType<PoolEvent.WaitEnded>().LastOrDefault(e => e.Lease == DeskScenario.IdOf(who))?.Reason}",
            [var who, "waits", _] => $"{who} waits {WaitOf(desk, who)?.Position}",
            [var who, _] => $"{who} {StateOf(desk, who)}",
            _ => throw new FormatException($"'{expected}' is not a fact of the table"),
        };
    }

    private static int CountOf(DeskScenario desk, string name) => name switch
    {
        "free" => desk.Counts.Free,
        "active" => desk.Counts.Active,
        "lingering" => desk.Counts.Lingering,
        "over" => desk.Counts.Overdraft,
        "total" => desk.Counts.Total,
        _ => desk.Counts.Queued,
    };

    private static string OfDenial(DeskScenario desk, string name)
    {
        var denial = Assert.IsType<Reply.Denied>(desk.LastReply).Denial;
        return name switch
        {
            "line" => denial.Line?.Id ?? "none",
            "holders" => string.Join(' ', denial.Holders.Select(holder => holder.Holder.User)),
            "freed" => In(desk, denial.FreeAt),
            "retry" => In(desk, denial.RetryAt),
            "ahead" => denial.Ahead.ToString(CultureInfo.InvariantCulture),
            _ => denial.Note,
        };
    }

    private static string StateOf(DeskScenario desk, string who)
    {
        if (desk.Pool.Find(DeskScenario.IdOf(who)) is { } lease)
            return lease.Overdraft ? "overdraft" : lease.State == LeaseState.Active ? "active" : "lingering";
        return WaitOf(desk, who) is { } wait ? wait.Absent ? "absent" : "waiting" : "gone";
    }

    private static WaitView? WaitOf(DeskScenario desk, string who) =>
        desk.Pool.Queue().SingleOrDefault(wait => wait.Lease == DeskScenario.IdOf(who));

    private static TimeSpan TtlOf(Reply reply) => reply switch
    {
        Reply.Granted granted => granted.Ttl,
        Reply.Renewed renewed => renewed.Ttl,
        _ => throw new FormatException($"{reply} has no ttl"),
    };

    private static string In(DeskScenario desk, DateTimeOffset? instant) => instant is { } at ? $"in {Short(at - desk.Now)}" : "never";

    private static string Short(TimeSpan span)
    {
        var text = "";
        if (span.TotalHours >= 1)
            text += $"{(int)span.TotalHours}h";
        if (span.Minutes > 0)
            text += $"{span.Minutes}m";
        return span.Seconds > 0 || text.Length == 0 ? $"{text}{span.Seconds}s" : text;
    }
}
