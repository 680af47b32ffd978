using System.Net;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Usher.Bench.Targets;

/// <summary>
/// What a minimal API alone can do: reads the same requests for leases and writes answers of the same shape, and keeps nothing.
/// </summary>
public static partial class BareApi
{
    private const string Lease = "0f8fad5bd9cb469fa16570867728950e";
    private static readonly string Secret = "ul1_" + new string('a', 104);

    /// <summary>Listens on a free port of loopback, prints <c>ready HOST:PORT</c>, and runs until cancelled.</summary>
    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, BareJson.Default));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        await using var app = builder.Build();
        app.MapPost("/api/v1/leases", (Asked asked) => TypedResults.Created(
            $"/api/v1/leases/{Lease}",
            new Held(Lease, asked.Feature, "granted", DateTimeOffset.UnixEpoch, 1, asked.TtlSeconds, "direct", false, false, Secret)));
        app.MapDelete("/api/v1/leases/{id}", (string id) => TypedResults.Ok(new Returned(id, true)));
        await app.StartAsync(cancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await output.WriteLineAsync($"ready 127.0.0.1:{new Uri(address).Port}");
        await output.FlushAsync(cancellationToken);
        await ((IHost)app).WaitForShutdownAsync(cancellationToken);
    }

    internal sealed record Asked(string Feature, string User, string Host, long TtlSeconds);

    internal sealed record Held(
        string Lease, string Feature, string State, DateTimeOffset Until, int Seats, long TtlSeconds, string Kind, bool Overdraft, bool InGrace, string Secret);

    internal sealed record Returned(string Lease, bool WasHeld);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Asked))]
    [JsonSerializable(typeof(Held))]
    [JsonSerializable(typeof(Returned))]
    internal sealed partial class BareJson : JsonSerializerContext;
}
