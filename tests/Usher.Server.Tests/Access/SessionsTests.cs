using Usher.Server.Access;

namespace Usher.Server.Tests.Access;

public sealed class SessionsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private readonly Sessions sessions = new(IdSource.Random, idleMax: TimeSpan.FromMinutes(30), lifeMax: TimeSpan.FromHours(12));

    [Fact]
    public void A_session_that_asks_for_nothing_ends_after_its_idle_time()
    {
        var (cookie, _) = sessions.Start("ada", Noon);
        Assert.NotNull(sessions.Find(cookie, Noon.AddMinutes(30) - Tick));
        Assert.NotNull(sessions.Find(cookie, Noon.AddMinutes(60) - Tick - Tick));
        Assert.Null(sessions.Find(cookie, Noon.AddMinutes(90)));
    }

    [Fact]
    public void A_busy_session_ends_after_its_life()
    {
        var (cookie, _) = sessions.Start("ada", Noon);
        for (var minutes = 20; minutes < 720; minutes += 20)
            Assert.NotNull(sessions.Find(cookie, Noon.AddMinutes(minutes)));
        Assert.NotNull(sessions.Find(cookie, Noon.AddHours(12) - Tick));
        Assert.Null(sessions.Find(cookie, Noon.AddHours(12)));
    }

    [Fact]
    public void One_session_more_than_a_user_may_have_ends_the_one_that_was_silent_longest()
    {
        var all = Enumerable.Range(0, Sessions.PerUserMax).Select(second => sessions.Start("ada", Noon.AddSeconds(second)).Cookie).ToList();
        sessions.Find(all[0], Noon.AddMinutes(1));
        Assert.All(all, cookie => Assert.NotNull(sessions.Find(cookie, Noon.AddMinutes(1))));

        sessions.Find(all[0], Noon.AddMinutes(2));
        sessions.Start("ADA", Noon.AddMinutes(2));

        Assert.Equal(Sessions.PerUserMax - 1, all.Count(cookie => sessions.Find(cookie, Noon.AddMinutes(2)) is not null));
        Assert.NotNull(sessions.Find(all[0], Noon.AddMinutes(2)));
    }

    [Fact]
    public void Ending_all_of_a_user_spares_the_one_that_asks_and_other_people()
    {
        var (mine, own) = sessions.Start("ada", Noon);
        var (other, _) = sessions.Start("ada", Noon);
        var (bobs, _) = sessions.Start("bob", Noon);

        sessions.EndAll("Ada", but: own);

        Assert.NotNull(sessions.Find(mine, Noon));
        Assert.Null(sessions.Find(other, Noon));
        Assert.NotNull(sessions.Find(bobs, Noon));
    }

    [Fact]
    public void A_cookie_that_nobody_got_is_no_session() => Assert.Null(sessions.Find("usher_0", Noon));
}
