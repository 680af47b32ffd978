using Usher.Server.Access;
using Usher.Server.Events;
using Usher.Server.Management;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Access;

public sealed class AccountLimitTests : IAsyncLifetime
{
    private CoreScenario scenario = null!;

    private Accounts Accounts => scenario.Core.Accounts;

    public async ValueTask InitializeAsync() => scenario = await CoreScenario.StartAsync();

    public ValueTask DisposeAsync() => scenario.DisposeAsync();

    [Fact]
    public async Task One_user_more_than_there_may_be_is_refused()
    {
        for (var i = 1; i < AccountLimits.UsersMax; i++)
            Accounts.Apply(User($"u{i}"), default);
        await Accounts.AddUserAsync(scenario.Core.Log, User("last"), isFirst: false, CancellationToken.None);

        var refused = await Assert.ThrowsAsync<AdminException>(
            () => Accounts.AddUserAsync(scenario.Core.Log, User("surplus"), isFirst: false, CancellationToken.None));

        Assert.Equal((422, ServerCodes.TooManyAccounts), (refused.Status, refused.Faults[0].Code));
        Assert.Equal(AccountLimits.UsersMax, Accounts.Now.Users.Count);
    }

    [Fact]
    public async Task One_token_more_than_there_may_be_is_refused_and_expired_ones_do_not_count()
    {
        Accounts.Apply(Token("expired", scenario.Core.Clock.Now), scenario.Core.Clock.Now);
        for (var i = 1; i < AccountLimits.TokensMax; i++)
            Accounts.Apply(Token($"t{i}", DateTimeOffset.MaxValue), scenario.Core.Clock.Now);
        await Accounts.IssueTokenAsync(scenario.Core.Log, Token("last", DateTimeOffset.MaxValue), CancellationToken.None);

        var refused = await Assert.ThrowsAsync<AdminException>(
            () => Accounts.IssueTokenAsync(scenario.Core.Log, Token("surplus", DateTimeOffset.MaxValue), CancellationToken.None));

        Assert.Equal((422, ServerCodes.TooManyAccounts), (refused.Status, refused.Faults[0].Code));
    }

    [Fact]
    public void A_token_is_worth_nothing_from_its_end_on()
    {
        var end = scenario.Core.Clock.Now.AddDays(1);
        Accounts.Apply(Token("t", end), scenario.Core.Clock.Now);
        var token = Accounts.Now.FindToken("t")!;
        Assert.Equal(Role.Viewer, Accounts.Now.RoleOf(token, end - TimeSpan.FromTicks(1)));
        Assert.Null(Accounts.Now.RoleOf(token, end));
    }

    [Fact]
    public void Tokens_that_expired_long_ago_are_forgotten_when_another_is_made()
    {
        var end = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Accounts.Apply(Token("old", end), end.AddDays(-90));
        Accounts.Apply(Token("a", DateTimeOffset.MaxValue), end + AccountLimits.ExpiredShownFor - TimeSpan.FromTicks(1));
        Assert.NotNull(Accounts.Now.FindToken("old"));
        Accounts.Apply(Token("b", DateTimeOffset.MaxValue), end + AccountLimits.ExpiredShownFor);
        Assert.Null(Accounts.Now.FindToken("old"));
    }

    [Fact]
    public void What_the_audit_shows_of_users_and_tokens_has_no_hash()
    {
        ServerEvent[] events = [User("ada"), new PasswordSet("ada", "hash", "test"), Token("t", default)];
        Assert.All(events, one => Assert.DoesNotContain("hash", $"{one.WithoutSecret()}", StringComparison.Ordinal));
    }

    private static UserAdded User(string name) => new(name, Role.Viewer, "hash", "test");

    private static TokenIssued Token(string id, DateTimeOffset expiresAt) => new(id, "label", Role.Viewer, $"hash of {id}", null, expiresAt, "test");
}
