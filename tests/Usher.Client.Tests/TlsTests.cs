using System.Net;
using System.Security.Authentication;
using Usher.Client.Tests.Fakes;
using Usher.Licensing;
using Usher.Protocol;
using Body = Usher.Protocol.ClientMessage.BodyOneofCase;

namespace Usher.Client.Tests;

/// <summary>Over real sockets on loopback, in real time.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TlsServer _server = new();

    [Fact]
    public async Task A_seat_is_taken_over_TLS_1_3_from_the_server_that_the_license_names()
    {
        var connecting = UsherClient.ConnectAsync(Options()).Soon();
        var end = await _server.AcceptAsync();
        await WelcomeAsync(end, License(ServerBinding.To(_server.Identity)));
        await using var client = await connecting;
        var asking = client.CheckoutAsync("cad").Soon();
        var asked = await end.ReceiveAsync(Body.Checkout);
        await end.SendAsync(new ServerMessage
        {
            Id = asked.Id, Granted = new Granted { Lease = asked.Checkout.Lease, Seats = 1, TtlSeconds = 900 },
        });

        var lease = await asking;
        Assert.Equal((LeaseState.Held, _server.Identity), (lease.State, client.Server!.Identity));
        var disposing = lease.DisposeAsync().Soon();
        var returned = await end.ReceiveAsync(Body.CheckIn);
        await end.SendAsync(new ServerMessage { Id = returned.Id, Returned = new Returned { WasHeld = true } });
        await disposing;
    }

    [Fact]
    public async Task A_server_whose_key_the_license_does_not_name_is_refused_with_both_identities()
    {
        var connecting = UsherClient.ConnectAsync(Options()).Soon();
        var end = await _server.AcceptAsync();
        await WelcomeAsync(end, License(ServerBinding.To(Some.OtherIdentity)));

        var error = await Assert.ThrowsAsync<UntrustedServerException>(() => connecting);
        Assert.Equal((ClientCodes.OtherServer, _server.Identity), (error.Code, error.Identity));
        Assert.Equal([Some.OtherIdentity], error.Expected);
        Assert.Empty(await end.ReceiveToEndAsync());
    }

    [Fact]
    public async Task A_server_with_TLS_1_2_only_is_refused()
    {
        var connecting = UsherClient.ConnectAsync(Options()).Soon();
        await Assert.ThrowsAnyAsync<Exception>(() => _server.AcceptAsync(SslProtocols.Tls12));

        var error = await Assert.ThrowsAsync<ServerUnavailableException>(() => connecting);
        Assert.Equal((ClientCodes.NotAnUsher, false), (error.Code, error.RetryHelps));
        Assert.Contains("TLS 1.3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_without_TLS_is_never_spoken_to_in_plaintext()
    {
        var connecting = UsherClient.ConnectAsync(Options()).Soon();
        await using var plain = await _server.AcceptPlainAsync();
        await plain.WriteAsync("220 mail.example.org ESMTP\r\n"u8.ToArray());

        Assert.Equal(ClientCodes.NotAnUsher, (await Assert.ThrowsAsync<ServerUnavailableException>(() => connecting)).Code);
    }

    [Fact]
    public async Task A_peer_that_hangs_up_during_the_handshake_is_named()
    {
        var connecting = UsherClient.ConnectAsync(Options()).Soon();
        await (await _server.AcceptPlainAsync()).DisposeAsync();

        var error = await Assert.ThrowsAsync<ServerUnavailableException>(() => connecting);
        Assert.Equal(ClientCodes.ConnectionEnded, error.Code);
        Assert.Contains(_server.Address.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_listens_is_told_apart_from_no_license()
    {
        var address = _server.Address;
        _server.Dispose();

        var answer = await UsherClient.Create(Options(address)).TryCheckoutAsync("cad").Soon();

        var unknown = Assert.IsType<CheckoutAnswer.Unknown>(answer);
        Assert.Equal((ClientCodes.Unreachable, true), (unknown.Problem.Code, unknown.Problem.RetryHelps));
        Assert.Contains($"nothing listens at {address}", unknown.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plaintext_is_for_loopback_and_trusts_nothing()
    {
        var options = Options();
        options.InsecureLoopback = true;
        var connecting = UsherClient.ConnectAsync(options).Soon();
        var end = new ServerEnd(await _server.AcceptPlainAsync());
        await WelcomeAsync(end);

        await using var client = await connecting;
        Assert.True(client.Server is { IsPlaintext: true, TrustedBy: TrustedBy.Nothing });
        Assert.Equal(_server.Identity, client.Server.Identity);
    }

    [Fact]
    public async Task Plaintext_to_another_machine_is_refused_before_anything_is_sent()
    {
        var options = Options(new ServerAddress(IPAddress.Parse("192.0.2.1").ToString()));
        options.InsecureLoopback = true;

        var error = await Assert.ThrowsAsync<UntrustedServerException>(() => UsherClient.ConnectAsync(options).Soon());
        Assert.Equal(ClientCodes.PlaintextRefused, error.Code);
        Assert.Null(error.Identity);
    }

    public void Dispose() => _server.Dispose();

    private UsherClientOptions Options(ServerAddress? address = null) => new()
    {
        Servers = [address ?? _server.Address],
        VendorKeys = [Some.Vendor.PublicKey],
        ConnectTimeout = Patience.Max,
        ConnectBudget = Patience.Max,
    };

    private async Task WelcomeAsync(ServerEnd end, params string[] licenses)
    {
        var hello = await end.ReceiveAsync(Body.Hello);
        var welcome = new Welcome { Version = 1, Server = _server.Identity.ToString() };
        welcome.Licenses.AddRange(licenses);
        await end.SendAsync(new ServerMessage { Id = hello.Id, Welcome = welcome });
    }

    private static string License(ServerBinding servers) => Some.License(Some.Vendor, servers, new FakeClock().GetUtcNow(), "2999-12-31");
}
