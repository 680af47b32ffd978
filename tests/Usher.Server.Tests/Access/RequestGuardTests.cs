using System.Net;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Access;

public sealed class RequestGuardTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("localhost", "")]
    [InlineData("LOCALHOST:1455", "")]
    [InlineData("127.0.0.1:1455", "")]
    [InlineData("10.1.2.3", "")]
    [InlineData("[::1]:1455", "")]
    [InlineData("usher.invalid", "")]
    [InlineData("license1.example", "")]
    [InlineData("license1.example:1455", "")]
    [InlineData("evil.license1.example", ServerCodes.WrongHost)]
    [InlineData("localhost.evil.example", ServerCodes.WrongHost)]
    [InlineData("10.1.2.3.evil.example", ServerCodes.WrongHost)]
    [InlineData("10", ServerCodes.WrongHost)]
    public async Task Only_a_name_of_this_server_is_answered(string host, string code)
    {
        await using var usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path) with { Access = new() { Hosts = ["license1.example"] } });
        using var client = AdminClients.Pinned(usher.Server, await usher.TokenAsync("viewer"));

        using var response = await client.AskAsync(HttpMethod.Get, "me", ("Host", host));

        Assert.Equal(code, response.IsSuccessStatusCode ? "" : await RunningUsher.CodeAsync(response));
        if (code.Length > 0)
            Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Fact]
    public async Task Every_answer_tells_browsers_to_be_careful_even_a_refusal()
    {
        await using var usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));
        using var client = AdminClients.Pinned(usher.Server);

        foreach (var host in (string[])["localhost", "evil.example"])
        {
            using var response = await client.AskAsync(HttpMethod.Get, "me", ("Host", host));
            Assert.False(response.IsSuccessStatusCode);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-store", $"{response.Headers.CacheControl}");
            Assert.Contains("frame-ancestors 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_request_too_many_is_told_to_wait_and_the_socket_is_not_limited()
    {
        var options = RunningUsher.Options(folder.Path) with { Access = new() { RequestsPerSecond = 10 } };
        var machine = new Time.TwoHands();
        await using var server = await UsherServer.StartAsync(options, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, machine);
        using var client = AdminClients.Pinned(server);
        using var owner = RunningUsher.AdminClient(server.DataFolder);
        for (var request = 0; request < 20; request++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.AskAsync(HttpMethod.Get, "me")).StatusCode);

        using var refused = await client.AskAsync(HttpMethod.Get, "me");

        Assert.Equal((HttpStatusCode.TooManyRequests, ServerCodes.TooManyRequests), (refused.StatusCode, await RunningUsher.CodeAsync(refused)));
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, (await owner.AskAsync(HttpMethod.Get, "me")).StatusCode);
    }

    [Fact]
    public async Task A_token_that_is_guessed_is_refused_and_locks_the_address()
    {
        var options = RunningUsher.Options(folder.Path) with { Access = new() { LockOutAfter = 3 } };
        await using var usher = await RunningUsher.StartAsync(options);
        using var guesser = AdminClients.Pinned(usher.Server, "usher_guess");
        for (var attempt = 0; attempt < 3 * Server.Access.AccessControl.AddressFactor; attempt++)
            Assert.Equal(ServerCodes.TokenRefused, await RunningUsher.CodeAsync(await guesser.AskAsync(HttpMethod.Get, "me")));

        Assert.Equal(ServerCodes.LockedOut, await RunningUsher.CodeAsync(await guesser.AskAsync(HttpMethod.Get, "me")));
    }
}
