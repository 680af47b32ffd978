using System.Net.Http.Json;
using System.Text;
using Usher.Server.Management;
using Usher.Server.Management.Contract;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Management.Leases;

/// <summary>A client of the lease routes, as another language would be.</summary>
internal sealed class HttpSeats(HttpClient client)
{
    public HttpSeats(RunningUsher usher) : this(usher.Admin)
    {
    }

    public static string NewKey() => Guid.CreateVersion7().ToString("n");

    public async Task<HttpResponseMessage> PostAsync(string body, string? key = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "leases");
        request.Content = new StringContent(body, Encoding.UTF8, contentType);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await client.SendAsync(request);
    }

    public Task<HttpResponseMessage> PostAsync(TakeSeats asked, string? key = null) =>
        PostAsync(System.Text.Json.JsonSerializer.Serialize(asked, SparseJson.Default.TakeSeats), key);

    public async Task<SeatLease> TakeAsync(TakeSeats asked, string? key = null)
    {
        using var response = await PostAsync(asked, key);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await RunningUsher.ReadAsync(response, SparseJson.Default.SeatLease);
    }

    public async Task<SeatProblem> RefusedAsync(TakeSeats asked, string? key = null)
    {
        using var response = await PostAsync(asked, key);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return await RunningUsher.ReadAsync(response, SparseJson.Default.SeatProblem);
    }

    public Task<HttpResponseMessage> RenewAsync(SeatLease lease, int? ttlSeconds = null) =>
        SendAsync(HttpMethod.Put, lease.Lease, $"Lease {lease.Secret}", ttlSeconds is null ? null : JsonContent.Create(new RenewSeats(ttlSeconds), SparseJson.Default.RenewSeats));

    public Task<HttpResponseMessage> ReturnAsync(SeatLease lease) => SendAsync(HttpMethod.Delete, lease.Lease, $"Lease {lease.Secret}");

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string lease, string? authorization, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, $"leases/{lease}") { Content = content };
        if (authorization is not null)
            Assert.True(request.Headers.TryAddWithoutValidation("Authorization", authorization));
        return await client.SendAsync(request);
    }
}
