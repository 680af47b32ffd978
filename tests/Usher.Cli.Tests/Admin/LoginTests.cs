using Microsoft.Extensions.Logging.Abstractions;
using Usher.Cli.Admin;
using Usher.Server;
using Usher.Server.Options;

namespace Usher.Cli.Tests.Admin;

/// <summary>The command against a real server, over TLS.</summary>
public sealed class LoginTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";

    private readonly Stage _stage = new();
    private UsherServer _server = null!;

    private string Address => _server.AdminUrls[0];

    public async ValueTask InitializeAsync()
    {
        _server = await StartAsync("D");
        _stage.Variables["USHER_DATA"] = _server.DataFolder;
        _stage.Variables["USHER_ADMIN_PASSWORD"] = Password;
        _stage.Variables["USHER_PASSWORD"] = Password;
        Assert.Equal(ExitCode.Done, await _stage.Run("admin", "init", "--user", "ada"));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _stage.Dispose();
    }

    [Fact]
    public async Task A_person_is_shown_what_answers_and_asked_once()
    {
        _stage.Answers.Enqueue("yes");
        Assert.Equal(ExitCode.Done, await _stage.Run("login", Address, "--user", "ada"));
        Assert.Contains($"{_server.Identity}", _stage.Error, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Done, await _stage.Run("login", Address, "--user", "ada"));
        Assert.Equal(ExitCode.Done, await _stage.Run("admin", "user", "list", "--admin", Address));
        Assert.Contains("administrator", _stage.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("")]
    [InlineData("y")]
    public async Task Whatever_is_not_yes_is_no(string answer)
    {
        _stage.Answers.Enqueue(answer);
        Assert.Equal(ExitCode.NoServer, await _stage.Run("login", Address, "--user", "ada"));
        Assert.Contains(CliCodes.IdentityUnknown, _stage.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(new Logins(_stage.Surroundings).Path));
    }

    [Fact]
    public async Task Without_a_terminal_nothing_is_believed()
    {
        using var script = Script();
        Assert.Equal(ExitCode.NoServer, await script.Run("login", Address, "--user", "ada"));
        Assert.Contains(CliCodes.IdentityUnknown, script.Error, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Done, await script.Run("login", Address, "--user", "ada", "--server-id", $"{_server.Identity}"));
        Assert.Equal(ExitCode.Done, await script.Run("license", "list", "--admin", Address));
    }

    [Fact]
    public async Task Another_server_at_the_address_is_never_sent_the_token_or_the_password()
    {
        _stage.Answers.Enqueue("yes");
        await _stage.Run("login", Address, "--user", "ada");
        var login = new Logins(_stage.Surroundings).Find(AdminAddress.Read(Address).ToString())!;
        await using var impostor = await StartAsync("E");
        var there = AdminAddress.Read(impostor.AdminUrls[0]).ToString();
        new Logins(_stage.Surroundings).Keep(login with { Server = there });

        Assert.Equal(ExitCode.NoServer, await _stage.Run("license", "list", "--admin", there));
        Assert.Equal(ExitCode.NoServer, await _stage.Run("login", there, "--user", "ada"));

        Assert.Equal(2, _stage.Error.Split(CliCodes.IdentityChanged).Length - 1);
        Assert.Contains($"{impostor.Identity} and not {_server.Identity}", _stage.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_used_from_the_environment_or_standard_input_with_a_named_identity()
    {
        using var maker = Script();
        maker.Variables["USHER_DATA"] = _server.DataFolder;
        Assert.Equal(ExitCode.Done, await maker.Run("admin", "token", "create", "ci"));
        var token = maker.Output.Trim();
        Assert.Matches("^usher_[0-9a-f]{72}$", token);
        Assert.DoesNotContain(token, maker.Error, StringComparison.Ordinal);

        using var byVariable = Script();
        byVariable.Variables["USHER_TOKEN"] = token;
        Assert.Equal(ExitCode.Usage, await byVariable.Run("who", "--admin", Address));
        Assert.Contains(CliCodes.IdentityUnknown, byVariable.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await byVariable.Run("who", "--admin", Address, "--server-id", $"{_server.Identity}"));

        using var byInput = Script(token + "\n");
        Assert.Equal(ExitCode.Done, await byInput.Run("status", "--admin", Address, "--server-id", $"{_server.Identity}", "--token-stdin"));
        Assert.Contains("serving", byInput.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logging_out_makes_the_token_worthless_and_forgets_it()
    {
        _stage.Answers.Enqueue("yes");
        await _stage.Run("login", Address, "--user", "ada");
        var token = new Logins(_stage.Surroundings).Find(AdminAddress.Read(Address).ToString())!.Token!;

        Assert.Equal(ExitCode.Done, await _stage.Run("logout", Address));
        Assert.Equal(ExitCode.Usage, await _stage.Run("who", "--admin", Address));
        Assert.Contains(CliCodes.NotLoggedIn, _stage.Error, StringComparison.Ordinal);

        _stage.Variables["USHER_TOKEN"] = token;
        Assert.Equal(ExitCode.Refused, await _stage.Run("who", "--admin", Address, "--server-id", $"{_server.Identity}"));
        Assert.Contains(ServerCodes.TokenRefused, _stage.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_login_takes_the_old_token_back()
    {
        _stage.Answers.Enqueue("yes");
        await _stage.Run("login", Address, "--user", "ada");
        await _stage.Run("login", Address, "--user", "ada", "--role", "viewer");

        using var owner = Script();
        owner.Variables["USHER_DATA"] = _server.DataFolder;
        Assert.Equal(ExitCode.Done, await owner.Run("admin", "token", "list", "--json"));
        Assert.Equal("viewer", Assert.Single(owner.Json.GetProperty("tokens").EnumerateArray()).GetProperty("role").GetString());
    }

    [Fact]
    public async Task A_second_first_administrator_is_refused_with_how_to_go_on()
    {
        Assert.Equal(ExitCode.Refused, await _stage.Run("admin", "init", "--user", "eve"));
        Assert.Contains("USH6070", _stage.Error, StringComparison.Ordinal);
        Assert.Contains("usher admin user add", _stage.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_answers_where_no_server_is()
    {
        await _server.StopAsync();
        Assert.Equal(ExitCode.NoServer, await _stage.Run("login", Address, "--user", "ada", "--server-id", $"{_server.Identity}"));
        Assert.Contains(CliCodes.AdminUnreachable, _stage.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_places_at_once_are_a_usage_error()
    {
        Assert.Equal(ExitCode.Usage, await _stage.Run("license", "list", "--admin", "license1", "--data", "D"));
        Assert.Equal(ExitCode.Usage, await _stage.Run("who", "--admin", "license1", "--server", "license1"));
    }

    [Fact]
    public async Task Passwords_that_are_typed_differently_change_nothing()
    {
        _stage.Variables.Remove("USHER_PASSWORD");
        _stage.Secrets.Enqueue(Password);
        _stage.Secrets.Enqueue(Password + "!");
        Assert.Equal(ExitCode.Usage, await _stage.Run("admin", "user", "add", "bob", "--role", "viewer"));
        Assert.Contains(CliCodes.PassphraseMistyped, _stage.Error, StringComparison.Ordinal);
    }

    private Task<UsherServer> StartAsync(string folder) => UsherServer.StartAsync(
        new ServerOptions { DataFolder = _stage.At(folder), Listen = new() { Addresses = ["127.0.0.1"], Port = 0, AdminPort = 0 } },
        NullLoggerFactory.Instance);

    private static Stage Script(string input = "") => new(hasTerminal: false, input) { Variables = { ["USHER_PASSWORD"] = Password } };
}
