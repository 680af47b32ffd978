using System.Globalization;
using System.Net.Sockets;
using Usher.Client;

namespace Usher.EndToEnd.Faults;

/// <summary>A server that may open few files, and a crowd that wants in: docs/operations.md, "file descriptors".</summary>
public sealed class DescriptorTests(ITestOutputHelper output)
{
    private const int Descriptors = 600;
    private const int Crowd = 1_000;

    [Fact]
    public async Task Out_of_file_descriptors_held_seats_live_on_and_with_some_free_again_new_clients_are_served()
    {
        await using var server = await LicenseServer.PrepareAsync(
            Stage.Plain(), "cad:seats=3:expires=2099-12-31", "Seats:HeartbeatEvery=1s", "Seats:HandshakeMax=1m", "Leases:Ttl=10s");
        server.Before = ["prlimit", string.Create(CultureInfo.InvariantCulture, $"--nofile={Descriptors}:{Descriptors}")];
        await server.StartAsync();
        await using var ada = await server.ConnectAsync("ada");
        await using var held = await ada.CheckoutAsync("cad");
        await using var brief = await ada.CheckoutAsync("cad");

        var came = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(_ => ComeAsync(server)));
        var crowd = came.OfType<RawPeer>().ToList();
        var ends = crowd.Select(peer => peer.UntilClosedAsync()).ToList();
        for (var hungUp = Crowd - crowd.Count; hungUp < Crowd - Descriptors; hungUp++)
            ends.Remove(await Task.WhenAny(ends));
        output.WriteLine($"at least {Crowd - Descriptors} of {Crowd} were hung up on");

        // Who is in is served, durably: the journal and its readers still work.
        await brief.DisposeAsync();
        await using var again = await ada.CheckoutAsync("cad");
        Assert.Equal([held.Id, again.Id], (await ada.WhoAsync("cad")).Select(holder => holder.Lease).ToHashSet());
        await server.TheLogVerifiesAsync();

        await Task.WhenAll(crowd.Select(peer => peer.DisposeAsync().AsTask()));
        await using var bob = await server.ConnectAsync("bob");
        await using var next = await bob.CheckoutAsync("cad");
        Assert.Equal((LeaseState.Held, LeaseState.Held), (held.State, again.State));
    }

    /// <summary>A connection; null: it was closed before it was made.</summary>
    private static async Task<RawPeer?> ComeAsync(LicenseServer server)
    {
        try
        {
            return await RawPeer.ConnectAsync(server.Endpoint("seats"));
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionReset)
        {
            return null;
        }
    }
}
