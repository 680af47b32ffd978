using Usher.Server.Access;

namespace Usher.Server.Tests.Access;

public sealed class LockOutsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);
    private readonly LockOuts locks = new(after: 3, Lasts);

    [Fact]
    public void A_name_is_locked_by_the_last_failure_that_is_one_too_many()
    {
        Assert.False(locks.Fail("ada", Noon));
        Assert.False(locks.Fail("ADA", Noon));
        Assert.Null(locks.Left("ada", Noon));
        Assert.True(locks.Fail("ada", Noon));
        Assert.Equal(Lasts, locks.Left("Ada", Noon));
        Assert.Null(locks.Left("bob", Noon));
    }

    [Fact]
    public void The_lock_opens_by_itself_and_the_count_begins_anew()
    {
        FailThrice("ada", Noon);
        Assert.NotNull(locks.Left("ada", Noon + Lasts - TimeSpan.FromTicks(1)));
        Assert.Null(locks.Left("ada", Noon + Lasts));
        Assert.False(locks.Fail("ada", Noon + Lasts));
        Assert.Null(locks.Left("ada", Noon + Lasts));
    }

    [Fact]
    public void Getting_it_right_forgets_the_failures()
    {
        locks.Fail("ada", Noon);
        locks.Fail("ada", Noon);
        locks.Clear("ada");
        Assert.False(locks.Fail("ada", Noon));
        Assert.Null(locks.Left("ada", Noon));
    }

    [Fact]
    public void Failures_of_ever_new_names_do_not_grow_the_memory_and_the_oldest_is_forgotten_first()
    {
        FailThrice("first", Noon);
        for (var i = 1; i < LockOuts.KeysMax; i++)
            locks.Fail($"name{i}", Noon.AddSeconds(1));
        Assert.Equal(LockOuts.KeysMax, locks.Count);
        Assert.NotNull(locks.Left("first", Noon.AddSeconds(1)));

        locks.Fail("one more", Noon.AddSeconds(1));

        Assert.Equal(LockOuts.KeysMax, locks.Count);
        Assert.Null(locks.Left("first", Noon.AddSeconds(1)));
    }

    private void FailThrice(string key, DateTimeOffset at)
    {
        for (var i = 0; i < 3; i++)
            locks.Fail(key, at);
    }
}
