using Usher.Server.Access;

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

    /// <summary>Hard to compute is what makes the time; both ways compute the same.</summary>
    [Fact]
    public async Task An_unknown_user_costs_as_many_rounds_as_a_known_one()
    {
        using var dear = new Passwords(iterations: 400_000);
        var user = new UserAccount("ada", Role.Viewer, await dear.HashAsync("correct horse battery", CancellationToken.None), default, "", default);
        var known = await CostAsync(() => dear.IsRightAsync(user, "wrong", CancellationToken.None));
        var unknown = await CostAsync(() => dear.IsRightAsync(null, "wrong", CancellationToken.None));
        var cheap = await CostAsync(() => passwords.IsRightAsync(null, "wrong", CancellationToken.None));
        Assert.True(unknown > known / 4 && unknown > cheap * 10, $"known {known}, unknown {unknown}, with few rounds {cheap}");
    }

    private static async Task<TimeSpan> CostAsync(Func<Task<bool>> work)
    {
        await work();
        var from = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(from);
    }

    private async Task<UserAccount> UserAsync(string password) =>
        new("ada", Role.Viewer, await passwords.HashAsync(password, CancellationToken.None), default, "", default);
}
