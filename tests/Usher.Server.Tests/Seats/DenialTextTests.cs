using System.Collections.Immutable;
using Usher.Core;
using Usher.Server.Seats;

namespace Usher.Server.Tests.Seats;

public sealed class DenialTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly LicenseLine Line = new(
        "L7#1", FeatureVersion.Parse("2.0"), 2, StartsAt: Now.AddDays(30), EndsAt: Now.AddDays(-3), Grace: TimeSpan.FromDays(1));

    private static readonly Denial Plain = new(
        DenialReason.AllSeatsTaken, new PoolId("acme", "cad"), 1, FeatureVersion.Parse("3.0"), new SeatCounts(Total: 2, Active: 2, 0, 0, 0, 0, 0, Free: 0),
        Line, ImmutableArray<LeaseView>.Empty, 2, Now.AddSeconds(191), null, 0, "");

    public static TheoryData<DenialReason, string, string> Sentences => new()
    {
        { DenialReason.NoSuchFeature, "USH2001", "no license for 'cad' is installed any more" },
        { DenialReason.VersionTooHigh, "USH2002", "version 3.0 of 'cad' is asked for; the newest licensed version is 2.0" },
        { DenialReason.AllSeatsTaken, "USH2003", "all 2 seats of 'cad' are in use; the first one frees at 12:03:11Z at the latest" },
        { DenialReason.MoreThanExist, "USH2004", "1 seat of 'cad' is asked for; its licenses have 2 in all" },
        { DenialReason.NotYetValid, "USH2005", "the license of 'cad' starts at 2026-12-01 12:00:00Z" },
        { DenialReason.LicenseEnded, "USH2006", "the license of 'cad' has ended, at 2026-10-30 12:00:00Z with its grace" },
        { DenialReason.QueueFull, "USH2007", "all 2 seats of 'cad' are in use and its queue is full: 0 requests wait" },
        { DenialReason.CoolingDown, "USH2008", "your seat of 'cad' was revoked a moment ago" },
        { DenialReason.LeaseIsOver, "USH2009", "the lease of 'cad' is over; its id cannot be used again" },
        { DenialReason.LeaseOfAnother, "USH2010", "the lease of 'cad' belongs to another user or host" },
        { DenialReason.TooManyLeases, "USH2011", "'cad' has as many leases as this server keeps: 2" },
        { DenialReason.BadSeatCount, "USH2012", "1 is not a number of seats that one request may ask for" },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Every_reason_has_its_code_its_sentence_and_a_cure(DenialReason reason, string code, string message)
    {
        var problem = DenialText.ToWire(Plain with { Reason = reason }, Now);

        Assert.Equal((code, message), (problem.Code, problem.Message));
        Assert.NotEmpty(problem.Hint);
        Assert.Equal(("acme/cad", "L7#1"), (problem.Feature, problem.Line));
    }

    [Fact]
    public void Every_reason_is_in_the_table() =>
        Assert.Equal(Enum.GetValues<DenialReason>().Order(), Sentences.Select(row => row.Data.Item1).Order());

    [Fact]
    public void Seats_kept_for_others_are_not_called_in_use()
    {
        var denial = Plain with { Counts = new SeatCounts(Total: 5, Active: 3, 0, 0, 0, 0, Queued: 4, Free: 2), Ahead = 1 };

        Assert.Equal("2 of 5 seats of 'cad' are free and kept for 1 request that waits in front", DenialText.ToWire(denial, Now).Message);
    }

    [Fact]
    public void Some_free_seats_and_not_enough_is_said_so()
    {
        var denial = Plain with { Seats = 3, Counts = new SeatCounts(Total: 5, Active: 4, 0, 0, 0, 0, 0, Free: 1) };

        Assert.Equal(
            "3 seats of 'cad' are asked for and 1 of 5 is free; enough free at 12:03:11Z at the latest",
            DenialText.ToWire(denial, Now).Message);
    }

    [Fact]
    public void A_cool_down_says_why_and_until_when()
    {
        var denial = Plain with { Reason = DenialReason.CoolingDown, Note = "demo", RetryAt = Now.AddMinutes(2) };

        var problem = DenialText.ToWire(denial, Now);

        Assert.Equal("your seat of 'cad' was revoked a moment ago (demo); you may ask again after 12:02:00Z", problem.Message);
        Assert.Equal(120_000u, problem.RetryAfterMs);
    }

    [Fact]
    public void What_a_client_wrote_is_shown_without_control_characters_and_cut()
    {
        Assert.Equal("a?b", CheckoutReader.Shown("a\u001bb"));
        Assert.Equal(129, CheckoutReader.Shown(new string('x', 500)).Length);
    }
}
