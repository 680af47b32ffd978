using System.Net;
using System.Net.Http.Json;
using Usher.Server.Management;
using Usher.Server.Management.Contract;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Access;

/// <summary>Users, sessions and tokens of a real server, over the network.</summary>
public sealed class AccountTests : IAsyncLifetime
{
    private const string Origin = "https://usher.invalid";

    private readonly TempFolder folder = new();
    private RunningUsher usher = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));
        client = AdminClients.Pinned(usher.Server);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await usher.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task The_first_administrator_is_made_once()
    {
        var first = new UserRequest("ada", "administrator", AccessClient.Password, First: true);
        using var made = await usher.Admin.PostAsync("users", first, AdminJson.Default.UserRequest);
        Assert.Equal("administrator", (await RunningUsher.ReadAsync(made, AdminJson.Default.UserRow)).Role);

        using var again = await usher.Admin.PostAsync("users", first with { Name = "eve" }, AdminJson.Default.UserRequest);

        Assert.Equal((HttpStatusCode.Conflict, ServerCodes.AdministratorExists), (again.StatusCode, await RunningUsher.CodeAsync(again)));
    }

    [Fact]
    public async Task A_session_is_a_cookie_that_scripts_and_other_sites_never_see()
    {
        await usher.AddUserAsync("ada", "operator");

        using var response = await client.LogInAsync("ADA");

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-usher=usher_", cookie, StringComparison.Ordinal);
        foreach (var part in (string[])["; path=/", "; secure", "; samesite=strict", "; httponly"])
            Assert.Contains(part, cookie, StringComparison.Ordinal);
        var me = (await RunningUsher.ReadAsync(response, AdminJson.Default.LoginOutcome)).Me;
        Assert.Equal(("ada", "operator", "session"), (me.User, me.Role, me.By));
    }

    [Fact]
    public async Task A_session_ends_by_logging_out()
    {
        var cookie = await LogInAsync("ada", "viewer");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, "me", ("Cookie", cookie)));

        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Post, "logout", ("Cookie", cookie), ("Origin", Origin)));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Get, "me", ("Cookie", cookie)));
    }

    [Theory]
    [InlineData(null, ServerCodes.WrongOrigin)]
    [InlineData("https://evil.example", ServerCodes.WrongOrigin)]
    [InlineData("null", ServerCodes.WrongOrigin)]
    [InlineData("http://usher.invalid", ServerCodes.WrongOrigin)]
    [InlineData("https://usher.invalid", ServerCodes.UnknownToken)]
    public async Task A_change_with_a_cookie_must_come_from_a_page_of_this_server(string? origin, string code)
    {
        var cookie = await LogInAsync("ada", "viewer");

        using var response = await client.AskAsync(
            HttpMethod.Delete, "tokens/none", [("Cookie", cookie), .. origin is null ? [] : new[] { ("Origin", origin) }]);

        Assert.Equal(code, await RunningUsher.CodeAsync(response));
    }

    [Fact]
    public async Task A_new_password_ends_the_sessions_of_its_user_but_the_one_that_set_it()
    {
        var other = await LogInAsync("ada", "viewer");
        var cookie = AccessClient.CookieOf(await client.LogInAsync("ada"));

        Assert.Equal(ServerCodes.LogInRefused, await SetPasswordAsync(cookie, current: "wrong wrong wrong"));
        Assert.Equal("", await SetPasswordAsync(cookie, AccessClient.Password));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, "me", ("Cookie", cookie)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Get, "me", ("Cookie", other)));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.LogInAsync("ada")).StatusCode);
    }

    [Fact]
    public async Task Nobody_sets_the_password_of_somebody_else_but_an_administrator()
    {
        var cookie = await LogInAsync("ada", "operator");
        await usher.AddUserAsync("bob", "viewer");

        Assert.Equal(ServerCodes.RoleTooLow, await SetPasswordAsync(cookie, AccessClient.Password, of: "bob"));
        using var byOwner = await usher.Admin.PutAsync("users/bob/password", new PasswordRequest("another password"), AdminJson.Default.PasswordRequest);
        Assert.Equal(HttpStatusCode.OK, byOwner.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.LogInAsync("bob", "another password")).StatusCode);
    }

    [Fact]
    public async Task A_token_never_may_more_than_its_owner_and_ends_with_its_owner()
    {
        await usher.AddUserAsync("ada", "operator");
        using var login = await client.PostAsync(
            "login", new LoginRequest("ada", AccessClient.Password, new("laptop")), AdminJson.Default.LoginRequest);
        var token = (await RunningUsher.ReadAsync(login, AdminJson.Default.LoginOutcome)).Token!;
        Assert.Matches("^usher_[0-9a-f]{72}$", token.Secret);
        Assert.False(login.Headers.Contains("Set-Cookie"));
        using var holder = AdminClients.Pinned(usher.Server, token.Secret);
        Assert.Equal(("operator", $"ada, token {token.Token.Id}"), await WhoAsync(holder));

        await usher.Admin.PutAsync("users/ada/role", new RoleRequest("viewer"), AdminJson.Default.RoleRequest);
        Assert.Equal("viewer", (await WhoAsync(holder)).Role);

        await usher.Admin.DeleteAsync(new Uri("users/ada", UriKind.Relative));
        using var refused = await holder.AskAsync(HttpMethod.Get, "me");
        Assert.Equal((HttpStatusCode.Unauthorized, ServerCodes.TokenRefused), (refused.StatusCode, await RunningUsher.CodeAsync(refused)));
    }

    [Fact]
    public async Task A_revoked_token_is_refused_and_its_secret_is_nowhere_in_the_list()
    {
        var secret = await usher.TokenAsync("viewer");
        using var holder = AdminClients.Pinned(usher.Server, secret);
        Assert.Equal("viewer", (await WhoAsync(holder)).Role);
        var list = await usher.Admin.GetStringAsync(new Uri("tokens", UriKind.Relative));
        Assert.DoesNotContain(secret[6..], list, StringComparison.Ordinal);
        var row = Assert.Single((await usher.GetAsync("tokens", AdminJson.Default.TokenList)).Tokens);
        Assert.NotNull(row.LastUsedAt);

        using var revoked = await usher.Admin.DeleteAsync(new Uri($"tokens/{row.Id}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await holder.AskAsync(HttpMethod.Get, "me")).StatusCode);
    }

    [Fact]
    public async Task Everybody_sees_and_revokes_their_own_tokens_and_nobody_elses()
    {
        await usher.TokenAsync("viewer");
        var strange = Assert.Single((await usher.GetAsync("tokens", AdminJson.Default.TokenList)).Tokens).Id;
        await usher.AddUserAsync("ada", "operator");
        using var login = await client.PostAsync(
            "login", new LoginRequest("ada", AccessClient.Password, new("laptop")), AdminJson.Default.LoginRequest);
        var own = (await RunningUsher.ReadAsync(login, AdminJson.Default.LoginOutcome)).Token!;
        using var holder = AdminClients.Pinned(usher.Server, own.Secret);

        Assert.Equal(own.Token.Id, Assert.Single((await holder.GetFromJsonAsync("tokens", AdminJson.Default.TokenList))!.Tokens).Id);
        Assert.Equal(HttpStatusCode.NotFound, (await holder.AskAsync(HttpMethod.Delete, $"tokens/{strange}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await holder.AskAsync(HttpMethod.Delete, $"tokens/{own.Token.Id}")).StatusCode);
    }

    [Theory]
    [InlineData("operator", "viewer", ServerCodes.TokenMayNotIssue)]
    [InlineData("administrator", "administrator", "")]
    public async Task A_token_below_administrator_cannot_make_tokens(string holds, string wants, string code)
    {
        using var holder = AdminClients.Pinned(usher.Server, await usher.TokenAsync(holds));
        using var response = await holder.PostAsync("tokens", new TokenRequest("next", wants), AdminJson.Default.TokenRequest);
        Assert.Equal(code, response.IsSuccessStatusCode ? "" : await RunningUsher.CodeAsync(response));
    }

    [Fact]
    public async Task A_token_for_more_than_ones_own_role_is_refused()
    {
        await usher.AddUserAsync("ada", "operator");
        using var response = await client.PostAsync(
            "login", new LoginRequest("ada", AccessClient.Password, new("laptop", "administrator")), AdminJson.Default.LoginRequest);
        Assert.Equal(ServerCodes.RoleTooLow, await RunningUsher.CodeAsync(response));
    }

    [Fact]
    public async Task The_last_administrator_can_neither_be_removed_nor_demoted()
    {
        await usher.AddUserAsync("ada", "administrator");
        using var removed = await usher.Admin.DeleteAsync(new Uri("users/ADA", UriKind.Relative));
        using var demoted = await usher.Admin.PutAsync("users/ada/role", new RoleRequest("viewer"), AdminJson.Default.RoleRequest);
        Assert.Equal(ServerCodes.LastAdministrator, await RunningUsher.CodeAsync(removed));
        Assert.Equal(ServerCodes.LastAdministrator, await RunningUsher.CodeAsync(demoted));

        await usher.AddUserAsync("bob", "administrator");
        using var now = await usher.Admin.PutAsync("users/ada/role", new RoleRequest("viewer"), AdminJson.Default.RoleRequest);
        Assert.Equal(HttpStatusCode.OK, now.StatusCode);
    }

    [Fact]
    public async Task Names_are_the_same_in_either_case()
    {
        await usher.AddUserAsync("Ada", "viewer");
        using var again = await usher.Admin.PostAsync("users", new UserRequest("aDA", "viewer", AccessClient.Password), AdminJson.Default.UserRequest);
        Assert.Equal(ServerCodes.UserExists, await RunningUsher.CodeAsync(again));
    }

    [Theory]
    [InlineData("", AccessClient.Password, ServerCodes.BadAccountName)]
    [InlineData("-ada", AccessClient.Password, ServerCodes.BadAccountName)]
    [InlineData("ada lovelace", AccessClient.Password, ServerCodes.BadAccountName)]
    [InlineData("ada", "elevenchars", ServerCodes.BadPassword)]
    [InlineData("ada", "twelve chars", "")]
    [InlineData("ada.lovelace", "Ada.Lovelace", ServerCodes.BadPassword)]
    public async Task What_cannot_be_a_name_or_a_password_is_refused(string name, string password, string code)
    {
        using var response = await usher.Admin.PostAsync("users", new UserRequest(name, "viewer", password), AdminJson.Default.UserRequest);
        Assert.Equal(code, response.IsSuccessStatusCode ? "" : await RunningUsher.CodeAsync(response));
    }

    [Theory]
    [InlineData(64, "")]
    [InlineData(65, ServerCodes.BadAccountName)]
    public async Task A_name_ends_at_its_limit(int chars, string code)
    {
        using var response = await usher.Admin.PostAsync(
            "users", new UserRequest(new string('a', chars), "viewer", AccessClient.Password), AdminJson.Default.UserRequest);
        Assert.Equal(code, response.IsSuccessStatusCode ? "" : await RunningUsher.CodeAsync(response));
    }

    [Fact]
    public async Task After_too_many_failures_a_name_is_locked_even_for_the_right_password_and_unknown_names_likewise()
    {
        await usher.AddUserAsync("ada", "viewer");
        foreach (var name in (string[])["ada", "nobody"])
        {
            for (var attempt = 0; attempt < 10; attempt++)
                Assert.Equal(ServerCodes.LogInRefused, await RunningUsher.CodeAsync(await client.LogInAsync(name, "wrong password")));
            using var locked = await client.LogInAsync(name);
            Assert.Equal((HttpStatusCode.TooManyRequests, ServerCodes.LockedOut), (locked.StatusCode, await RunningUsher.CodeAsync(locked)));
            Assert.True(locked.Headers.RetryAfter!.Delta > TimeSpan.FromMinutes(10));
        }
    }

    [Fact]
    public async Task Users_and_tokens_outlive_a_restart_and_sessions_do_not()
    {
        var cookie = await LogInAsync("ada", "viewer");
        var secret = await usher.TokenAsync("operator");
        await usher.DisposeAsync();
        client.Dispose();
        usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));
        client = AdminClients.Pinned(usher.Server);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Get, "me", ("Cookie", cookie)));
        Assert.Equal(HttpStatusCode.OK, (await client.LogInAsync("ada")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, "me", ("Authorization", $"Bearer {secret}")));
    }

    [Fact]
    public async Task A_body_that_does_not_say_it_is_json_is_refused()
    {
        using var content = new StringContent("""{"user":"ada","password":"x"}""");
        using var response = await client.PostAsync(new Uri("login", UriKind.Relative), content);
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, ServerCodes.BadRequest), (response.StatusCode, await RunningUsher.CodeAsync(response)));
    }

    private async Task<string> LogInAsync(string user, string role)
    {
        await usher.AddUserAsync(user, role);
        return AccessClient.CookieOf(await client.LogInAsync(user));
    }

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string route, params (string Name, string Value)[] headers)
    {
        using var response = await client.AskAsync(method, route, headers);
        return response.StatusCode;
    }

    private async Task<string> SetPasswordAsync(string cookie, string current, string of = "ada")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"users/{of}/password")
        {
            Content = JsonContent.Create(new PasswordRequest("another password", current), AdminJson.Default.PasswordRequest),
        };
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("Origin", Origin);
        using var response = await client.SendAsync(request);
        return response.IsSuccessStatusCode ? "" : await RunningUsher.CodeAsync(response);
    }

    private static async Task<(string Role, string Name)> WhoAsync(HttpClient holder)
    {
        var me = await holder.GetFromJsonAsync("me", AdminJson.Default.Me);
        return (me!.Role, me.Name);
    }
}
