using System.Text.Json;
using Usher.Server.Management;
using Usher.Server.Management.Contract;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Management.Events;

/// <summary>An open stream of events, as a program reads it.</summary>
internal sealed class Followed : IDisposable
{
    private readonly HttpResponseMessage response;
    private readonly StreamReader lines;

    private Followed(HttpResponseMessage response, Stream body) => (this.response, lines) = (response, new StreamReader(body));

    /// <summary>What the reader would send as <c>Last-Event-ID</c>.</summary>
    public string LastId { get; private set; } = "";

    /// <summary>Comments and blocks without data that were read.</summary>
    public int Beats { get; private set; }

    public static Task<Followed> StartAsync(RunningUsher usher, string query = "", string? lastId = null) =>
        StartAsync(usher.Admin, query, lastId);

    public static async Task<Followed> StartAsync(HttpClient client, string query = "", string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"events{query}");
        if (lastId is not null)
            request.Headers.Add("Last-Event-ID", lastId);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}");
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var followed = new Followed(response, await response.Content.ReadAsStreamAsync());
        if (lastId is null)
            await followed.PlaceAsync();
        return followed;
    }

    /// <summary>The next event; null: the stream ended.</summary>
    public async Task<(string Id, string Type, string Data)?> NextAsync()
    {
        string? type = null, data = null;
        while (await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) is { } line)
        {
            if (line.Length == 0 && type is not null)
                return (LastId, type, data!);
            if (line.StartsWith(':'))
                Beats++;
            else if (line.StartsWith("id: ", StringComparison.Ordinal))
                LastId = line["id: ".Length..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                type = line["event: ".Length..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line["data: ".Length..];
        }

        return null;
    }

    public async Task<LiveEvent> NextEventAsync()
    {
        var (_, type, data) = await NextAsync() ?? throw new InvalidOperationException("the stream ended");
        var happened = JsonSerializer.Deserialize(data, SparseJson.Default.LiveEvent)!;
        Assert.Equal(type, happened.Type);
        return happened;
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }

    /// <summary>The stream says where it begins: from here on nothing is missed.</summary>
    private async Task PlaceAsync()
    {
        while (LastId.Length == 0 && await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                LastId = line["id: ".Length..];
        }
    }
}
