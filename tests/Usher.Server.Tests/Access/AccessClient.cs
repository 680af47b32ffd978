using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Usher.Server.Management;
using Usher.Server.Management.Contract;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Access;

/// <summary>What an administrator does with users and tokens, in a line each.</summary>
internal static class AccessClient
{
    /// <summary>Long enough, and the same for everybody.</summary>
    public const string Password = "correct horse battery";

    /// <summary>A new token that is nobody's, made by the owner on the server's machine.</summary>
    public static async Task<string> TokenAsync(this RunningUsher usher, string role)
    {
        using var response = await usher.Admin.PostAsync("tokens", new TokenRequest("test", role), AdminJson.Default.TokenRequest);
        return (await RunningUsher.ReadAsync(response, AdminJson.Default.TokenSecretRow)).Secret;
    }

    public static async Task AddUserAsync(this RunningUsher usher, string name, string role)
    {
        using var response = await usher.Admin.PostAsync("users", new UserRequest(name, role, Password), AdminJson.Default.UserRequest);
        response.EnsureSuccessStatusCode();
    }

    public static Task<HttpResponseMessage> LogInAsync(this HttpClient client, string user, string password = Password) =>
        client.PostAsync("login", new LoginRequest(user, password), AdminJson.Default.LoginRequest);

    public static Task<HttpResponseMessage> PostAsync<T>(this HttpClient client, string route, T body, JsonTypeInfo<T> type) =>
        client.PostAsJsonAsync(new Uri(route, UriKind.Relative), body, type);

    public static Task<HttpResponseMessage> PutAsync<T>(this HttpClient client, string route, T body, JsonTypeInfo<T> type) =>
        client.PutAsJsonAsync(new Uri(route, UriKind.Relative), body, type);

    public static Task<HttpResponseMessage> AskAsync(this HttpClient client, HttpMethod method, string route, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, route);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request);
    }

    /// <summary>The cookie of an answer, as it is sent back.</summary>
    public static string CookieOf(HttpResponseMessage response) => Assert.Single(response.Headers.GetValues("Set-Cookie")).Split(';')[0];
}
