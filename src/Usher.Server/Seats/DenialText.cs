using Usher.Core;
using Usher.Protocol;

namespace Usher.Server.Seats;

/// <summary>A refusal of seats as people read it: one sentence with the numbers, and the command that helps.</summary>
internal static class DenialText
{
    /// <summary>The wire's form of a denial.</summary>
    /// <param name="denial">What the pool said.</param>
    /// <param name="now">When, for times of day.</param>
    public static Problem ToWire(Denial denial, DateTimeOffset now)
    {
        var problem = new Problem
        {
            Code = CodeOf(denial.Reason),
            Message = MessageOf(denial, now),
            Hint = HintOf(denial, now),
            RetryAfterMs = WireTime.MsUntil(denial.RetryAt ?? denial.FreeAt, now),
            Counts = WireViews.ToWire(denial.Counts),
            HoldersTotal = (uint)denial.HoldersTotal,
            FreeAtUnixMs = denial.FreeAt?.ToUnixTimeMilliseconds() ?? 0,
            Line = denial.Line?.Id ?? "",
            Feature = denial.Pool.ToString(),
            Ahead = (uint)denial.Ahead,
        };
        foreach (var holder in denial.Holders)
            problem.Holders.Add(WireViews.ToWire(holder, denial.Pool));
        return problem;
    }

    /// <summary>The stable code of a reason.</summary>
    public static string CodeOf(DenialReason reason) => reason switch
    {
        DenialReason.NoSuchFeature => ErrorCodes.NoSuchFeature,
        DenialReason.VersionTooHigh => ErrorCodes.VersionTooHigh,
        DenialReason.NotYetValid => ErrorCodes.NotYetValid,
        DenialReason.LicenseEnded => ErrorCodes.LicenseEnded,
        DenialReason.MoreThanExist => ErrorCodes.MoreThanExist,
        DenialReason.AllSeatsTaken => ErrorCodes.AllSeatsTaken,
        DenialReason.QueueFull => ErrorCodes.QueueFull,
        DenialReason.CoolingDown => ErrorCodes.CoolingDown,
        DenialReason.LeaseIsOver => ErrorCodes.LeaseIsOver,
        DenialReason.LeaseOfAnother => ErrorCodes.LeaseOfAnother,
        DenialReason.TooManyLeases => ErrorCodes.TooManyLeases,
        DenialReason.BadSeatCount => ErrorCodes.BadSeatCount,
    };

    /// <summary>No pool has the feature.</summary>
    public static Problem UnknownFeature(string feature, IReadOnlyList<string> similar)
    {
        var shown = CheckoutReader.Shown(feature);
        var guess = similar.Count == 0 ? "" : $"; did you mean {string.Join(" or ", similar.Select(name => $"'{name}'"))}?";
        return new()
        {
            Code = ErrorCodes.NoSuchFeature,
            Message = $"this server has no license for '{shown}'{guess}",
            Hint = "run 'usher status' to see its features",
            Feature = shown,
        };
    }

    /// <summary>Several vendors have the feature.</summary>
    public static Problem AmbiguousFeature(string feature, IReadOnlyList<string> names) => new()
    {
        Code = ErrorCodes.AmbiguousFeature,
        Message = $"{names.Count} vendors have a feature '{feature}': {string.Join(", ", names)}",
        Hint = $"name the vendor too, as in '{(names.Count > 0 ? names[0] : "vendor/" + feature)}'",
        Feature = feature,
    };

    /// <summary>What happened, in one sentence with the numbers.</summary>
    public static string MessageOf(Denial denial, DateTimeOffset now)
    {
        var name = denial.Pool.Feature;
        return denial.Reason switch
        {
            DenialReason.NoSuchFeature => $"no license for '{name}' is installed any more",
            DenialReason.VersionTooHigh => $"version {denial.Version} of '{name}' is asked for; {Newest(denial)}",
            DenialReason.NotYetValid => $"the license of '{name}' starts {Starts(denial, now)}",
            DenialReason.LicenseEnded => $"the license of '{name}' has ended{Ended(denial, now)}",
            DenialReason.MoreThanExist => $"{Seats(denial.Seats)} of '{name}' {Are(denial.Seats)} asked for; its licenses have {denial.Counts.Total} in all",
            DenialReason.AllSeatsTaken => Taken(denial, now),
            DenialReason.QueueFull => $"all {denial.Counts.Total} seats of '{name}' are in use and its queue is full: {denial.Ahead} requests wait",
            DenialReason.CoolingDown => $"your seat of '{name}' was revoked a moment ago{Because(denial)}{Until(denial, now)}",
            DenialReason.LeaseIsOver => $"the lease of '{name}' is over{Because(denial)}; its id cannot be used again",
            DenialReason.LeaseOfAnother => $"the lease of '{name}' belongs to another user or host",
            DenialReason.TooManyLeases => $"'{name}' has as many leases as this server keeps: {denial.HoldersTotal}",
            DenialReason.BadSeatCount => $"{denial.Seats} is not a number of seats that one request may ask for",
        };
    }

    /// <summary>What helps.</summary>
    public static string HintOf(Denial denial, DateTimeOffset now)
    {
        var name = denial.Pool.Feature;
        return denial.Reason switch
        {
            DenialReason.NoSuchFeature => "run 'usher license add FILE' on the server, or 'usher status' to see its features",
            DenialReason.VersionTooHigh => $"ask for a lower version, or add a license for {denial.Version} with 'usher license add FILE'",
            DenialReason.NotYetValid => "try again then; run 'usher status' to see every license line",
            DenialReason.LicenseEnded => "ask the vendor for a renewal and run 'usher license add FILE' on the server",
            DenialReason.MoreThanExist => $"ask for {denial.Counts.Total} or fewer, or buy more seats; run 'usher status' to see the lines",
            DenialReason.AllSeatsTaken => $"run 'usher who {name}' to see the holders, or add '--wait 10m' to queue",
            DenialReason.QueueFull => $"try again later; run 'usher who {name}' to see the holders and the queue",
            DenialReason.CoolingDown => $"ask the license administrator, or try again{(denial.RetryAt is { } at ? $" after {WireTime.At(at, now)}" : " later")}",
            DenialReason.LeaseIsOver => "check out again with a new lease id; client libraries do so by themselves",
            DenialReason.LeaseOfAnother => "return or renew a lease as the user and on the host that took it; administrators use 'usher revoke'",
            DenialReason.TooManyLeases => "return leases that are not needed; run 'usher who' to find them",
            DenialReason.BadSeatCount => "ask for 1 to 65535 seats",
        };
    }

    private static string Taken(Denial denial, DateTimeOffset now)
    {
        var (name, counts) = (denial.Pool.Feature, denial.Counts);
        if (denial.Ahead > 0 && counts.Free >= denial.Seats)
            return $"{counts.Free} of {Seats(counts.Total)} of '{name}' {Are(counts.Free)} free and kept for {Requests(denial.Ahead)} in front";
        if (counts.Free > 0)
            return $"{Seats(denial.Seats)} of '{name}' {Are(denial.Seats)} asked for and {counts.Free} of {counts.Total} {Are(counts.Free)} free{Frees("enough free", denial, now)}";
        var which = counts.Total == 1 ? $"the only seat of '{name}' is in use" : $"all {counts.Total} seats of '{name}' are in use";
        return which + Frees(denial.Seats == 1 ? "the first one frees" : "enough free", denial, now);
    }

    private static string Frees(string what, Denial denial, DateTimeOffset now) =>
        denial.FreeAt is { } at ? $"; {what} at {WireTime.At(at, now)} at the latest" : "";

    private static string Are(int seats) => seats == 1 ? "is" : "are";

    private static string Newest(Denial denial) =>
        denial.Line is { } line ? $"the newest licensed version is {line.Version}" : "no licensed version is as new";

    private static string Starts(Denial denial, DateTimeOffset now) =>
        denial.Line?.StartsAt is { } start ? $"at {WireTime.At(start, now)}" : "later";

    private static string Ended(Denial denial, DateTimeOffset now) =>
        denial.Line?.ClosesAt is { } end ? $", at {WireTime.At(end, now)}{(denial.Line.Grace > TimeSpan.Zero ? " with its grace" : "")}" : "";

    private static string Because(Denial denial) => denial.Note.Length == 0 ? "" : $" ({denial.Note})";

    private static string Until(Denial denial, DateTimeOffset now) =>
        denial.RetryAt is { } at ? $"; you may ask again after {WireTime.At(at, now)}" : "";

    private static string Seats(int seats) => seats == 1 ? "1 seat" : $"{seats} seats";

    private static string Requests(int requests) => requests == 1 ? "1 request that waits" : $"{requests} requests that wait";
}
