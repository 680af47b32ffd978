using Usher.Server.Access;
using Usher.Server.Management;

namespace Usher.Server.Tests.Access;

public sealed class PasswordsTests : IDisposable
{
    private readonly Passwords passwords = new(iterations: 10);

    public void Dispose() => passwords.Dispose();

    [Fact]
    public async Task A_password_is_right_for_its_hash_and_no_other_is()
    {
        var user = await UserAsync("correct horse battery");
        Assert.True(await passwords.IsRightAsync(user, "correct horse battery", CancellationToken.None));
        Assert.False(await passwords.IsRightAsync(user, "correct horse batterz", CancellationToken.None));
    }

    [Fact]
    public async Task Nobody_has_no_password_not_even_an_empty_one()
    {
        Assert.False(await passwords.IsRightAsync(null, "", CancellationToken.None));
        Assert.False(await passwords.IsRightAsync(null, "correct horse battery", CancellationToken.None));
    }

    [Fact]
    public async Task Equal_passwords_have_different_hashes() =>
        Assert.NotEqual((await UserAsync("correct horse battery")).Secret, (await UserAsync("correct horse battery")).Secret);

    /// <summary>What makes the time is function, rounds and lengths: they are in the head of a hash.</summary>
    [Fact]
    public async Task An_unknown_user_costs_as_many_rounds_as_a_known_one()
    {
        var known = Convert.FromBase64String((await UserAsync("correct horse battery")).Secret);
        var nobody = Convert.FromBase64String(Passwords.Nobody(iterations: 10));
        const int Head = 13;
        Assert.Equal(known[..Head], nobody[..Head]);
        Assert.Equal(known.Length, nobody.Length);
    }

    [Fact]
    public async Task One_log_in_too_many_that_waits_is_told_to_come_back()
    {
        using var slow = new Passwords(iterations: 1_000_000);
        using var enough = new CancellationTokenSource();
        var turns = Math.Max(1, Environment.ProcessorCount / 2);
        var let = Enumerable.Range(0, turns + Passwords.WaitingMax).Select(_ => slow.HashAsync("correct horse battery", enough.Token)).ToList();

        var refused = await Assert.ThrowsAsync<AdminException>(() => slow.HashAsync("correct horse battery", enough.Token));

        Assert.Equal(ServerCodes.TooManyRequests, refused.Faults[0].Code);
        await enough.CancelAsync();
        var ended = await Task.WhenAll(let.Select(async task => await Record.ExceptionAsync(() => task)));
        Assert.Equal(turns, ended.Count(error => error is null));
    }

    private async Task<UserAccount> UserAsync(string password) =>
        new("ada", Role.Viewer, await passwords.HashAsync(password, CancellationToken.None), default, "", default);
}
