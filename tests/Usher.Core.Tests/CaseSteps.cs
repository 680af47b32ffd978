namespace Usher.Core.Tests;

/// <summary>The verbs of docs/decisions.md: turns <c>take ada x2 wait 10m</c> into a command.</summary>
internal static class CaseSteps
{
    public static DeskScenario Play(string given)
    {
        var steps = Split(given);
        var settings = DeskScenario.CaseSettings;
        if (steps.Count > 0 && steps[0].StartsWith("set ", StringComparison.Ordinal))
        {
            settings = ReadSettings(steps[0], settings);
            steps.RemoveAt(0);
        }

        var desk = new DeskScenario(settings);
        foreach (var step in steps)
            Take(desk, step);
        return desk;
    }

    public static List<string> Split(string steps) =>
        [.. steps.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Takes one step.</summary>
    /// <returns>The answer in words; empty for the passing of time.</returns>
    public static string Take(DeskScenario desk, string step)
    {
        var words = new Words(step);
        switch (words.Next())
        {
            case "lines": return desk.SetLines(ReadLines(desk, step["lines".Length..]));
            case "take": return desk.Do(ReadCheckout(desk, words));
            case "again": return desk.Repeat();
            case "return": return desk.CheckIn(words.Next(), words.After("by"));
            case "renew": return desk.Renew(words.Next(), words.SpanAfter("ttl"), words.After("by"));
            case "alive": return desk.KeepAlive(words.Next(), words.After("by"));
            case "drop": return desk.Disconnect(words.Next());
            case "cut": return desk.Disconnect(words.Next(), isGone: false);
            case "revoke": return desk.Revoke(words.Next());
            case "cancel": return desk.CancelWait(words.Next());
            case "restart": return desk.Restart(words.SpanAfter("skipped"));
            case "seen": desk.Seen(words.Next()); return "";
            case "later": desk.Advance(Spans.Parse(words.Next())); return "";
            case "unseen": desk.Sleep(Spans.Parse(words.Next())); return "";
            case var verb: throw new FormatException($"'{verb}' is not a verb of the table");
        }
    }

    private static Checkout ReadCheckout(DeskScenario desk, Words words)
    {
        var user = words.Next();
        var lease = words.After("as") ?? user;
        return desk.NewCheckout(lease, words.NumberAfter("x") ?? 1, words.After("version") ?? "") with
        {
            Holder = DeskScenario.Person(user, words.After("on") ?? "pc", words.After("at") ?? ""),
            Ttl = words.SpanAfter("ttl"),
            WaitMax = words.SpanAfter("wait"),
            Priority = words.NumberAfter("priority") ?? 0,
            Detached = words.Has("detached"),
            Connectionless = words.Has("connectionless"),
        };
    }

    private static LicenseLine[] ReadLines(DeskScenario desk, string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => ReadLine(desk, line))];

    private static LicenseLine ReadLine(DeskScenario desk, string text)
    {
        var words = new Words(text);
        var id = words.Next();
        return DeskScenario.Line(id, words.NumberAfter("x") ?? 1, words.After("version") ?? "1.0") with
        {
            StartsAt = words.After("starts") is { } starts ? desk.Now + Spans.Parse(starts) : null,
            EndsAt = words.After("ends") is { } ends ? desk.Now + Spans.Parse(ends) : null,
            Grace = words.SpanAfter("grace"),
            Overdraft = words.NumberAfter("overdraft") ?? 0,
            LingerMax = words.After("linger") is { } linger ? Spans.Parse(linger) : null,
            Sharing = words.After("share") is { } rule ? Enum.Parse<Sharing>(rule.Replace('+', ','), ignoreCase: true) : Sharing.None,
        };
    }

    private static PoolSettings ReadSettings(string text, PoolSettings settings)
    {
        var words = new Words(text);
        return settings with
        {
            Linger = words.After("linger") is { } linger ? Spans.Parse(linger) : settings.Linger,
            ResumeWindow = words.After("resume") is { } resume ? Spans.Parse(resume) : settings.ResumeWindow,
            CoolDown = words.After("cooldown") is { } coolDown ? Spans.Parse(coolDown) : settings.CoolDown,
            WaitMax = words.After("waitmax") is { } waitMax ? Spans.Parse(waitMax) : settings.WaitMax,
            QueueMax = words.NumberAfter("queue") ?? settings.QueueMax,
            LeasesMax = words.NumberAfter("leases") ?? settings.LeasesMax,
            SeatsPerRequestMax = words.NumberAfter("seats") ?? settings.SeatsPerRequestMax,
            RememberedMax = words.NumberAfter("remembered") ?? settings.RememberedMax,
        };
    }
}
