using Usher.Client.Tests.Fakes;
using Usher.Licensing;
using Usher.Protocol;
using Body = Usher.Protocol.ClientMessage.BodyOneofCase;

namespace Usher.Client.Tests;

public sealed class TrustTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task A_server_that_the_vendors_license_names_is_trusted()
    {
        var peer = await TrustedAsync(License(Some.Vendor, ServerBinding.To(Some.Identity)));
        Assert.Equal((TrustedBy.License, Some.Identity), (peer.TrustedBy, peer.Identity));
    }

    [Fact]
    public async Task A_license_for_any_server_vouches_for_every_server() =>
        Assert.Equal(TrustedBy.License, (await TrustedAsync(License(Some.Vendor, ServerBinding.Any))).TrustedBy);

    [Fact]
    public async Task One_sound_license_among_others_is_enough() =>
        Assert.Equal(TrustedBy.License, (await TrustedAsync(
            License(Some.OtherVendor, ServerBinding.Any),
            License(Some.Vendor, ServerBinding.To(Some.OtherIdentity)),
            License(Some.Vendor, ServerBinding.To(Some.Identity)))).TrustedBy);

    [Fact]
    public async Task A_license_that_names_another_server_does_not_vouch_and_both_identities_are_told()
    {
        var error = await DistrustedAsync(License(Some.Vendor, ServerBinding.To(Some.OtherIdentity)));

        Assert.Equal((ClientCodes.OtherServer, false), (error.Code, error.RetryHelps));
        Assert.Equal(Some.Identity, error.Identity);
        Assert.Equal([Some.OtherIdentity], error.Expected);
        Assert.Contains(Some.Identity.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Contains(Some.OtherIdentity.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Contains("usher id", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_license_of_another_vendor_does_not_vouch() =>
        Assert.Equal(ClientCodes.LicenseNotSound, (await DistrustedAsync(License(Some.OtherVendor, ServerBinding.Any))).Code);

    [Fact]
    public async Task A_license_with_a_changed_character_does_not_vouch()
    {
        var license = License(Some.Vendor, ServerBinding.Any);
        var middle = license.Length / 2;
        var changed = $"{license[..middle]}{(license[middle] == 'A' ? 'B' : 'A')}{license[(middle + 1)..]}";

        Assert.Equal(ClientCodes.LicenseNotSound, (await DistrustedAsync(changed)).Code);
    }

    [Theory]
    [InlineData("2026-11-22", true)]
    [InlineData("2026-11-21", false)]
    public async Task A_license_vouches_until_the_end_of_its_last_day(string expires, bool trusted)
    {
        var license = License(Some.Vendor, ServerBinding.To(Some.Identity), expires);
        if (trusted)
            Assert.Equal(TrustedBy.License, (await TrustedAsync(license)).TrustedBy);
        else
            Assert.Equal(ClientCodes.LicenseNotInForce, (await DistrustedAsync(license)).Code);
    }

    [Fact]
    public async Task A_server_without_a_license_is_not_trusted()
    {
        var error = await DistrustedAsync();
        Assert.Equal(ClientCodes.NoLicenseShown, error.Code);
        Assert.Contains("acme", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_is_not_trusted_when_it_says_another_identity_than_it_proved()
    {
        await using var desk = Scenario();
        desk.Network.Identity = Some.OtherIdentity;

        var error = await DistrustedAsync(desk, License(Some.Vendor, ServerBinding.Any));

        Assert.Equal((ClientCodes.IdentityFalse, Some.OtherIdentity), (error.Code, error.Identity));
    }

    [Fact]
    public async Task Nothing_is_asked_of_a_server_before_it_is_trusted()
    {
        await using var desk = Scenario();
        var asking = desk.Client.CheckoutAsync("cad").Soon();
        var hello = await desk.WelcomeAsync(License(Some.Vendor, ServerBinding.To(Some.OtherIdentity)));

        Assert.Empty(await desk.Server.ReceiveToEndAsync());
        await Assert.ThrowsAsync<UntrustedServerException>(() => asking);
        Assert.Equal([Some.Vendor.PublicKey.Id], hello.VendorKeys);
    }

    [Fact]
    public async Task A_pinned_server_needs_no_license()
    {
        await using var desk = Scenario(options => options.PinnedIdentities = [Some.Identity]);
        Assert.Equal(TrustedBy.Pin, (await TrustedAsync(desk)).TrustedBy);
    }

    [Fact]
    public async Task A_pin_for_another_server_names_both()
    {
        await using var desk = Scenario(options => (options.VendorKeys, options.PinnedIdentities) = ([], [Some.OtherIdentity]));

        var error = await DistrustedAsync(desk);

        Assert.Equal(ClientCodes.IdentityNotAccepted, error.Code);
        Assert.Equal((Some.Identity, Some.OtherIdentity), (error.Identity, Assert.Single(error.Expected)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_tool_may_decide_about_an_unknown_server_itself(bool accept)
    {
        ServerPeer? asked = null;
        await using var desk = Scenario(options =>
        {
            options.VendorKeys = [];
            options.AcceptIdentity = peer =>
            {
                asked = peer;
                return ValueTask.FromResult(accept);
            };
        });

        if (accept)
            Assert.Equal(TrustedBy.Callback, (await TrustedAsync(desk)).TrustedBy);
        else
            Assert.Equal(ClientCodes.IdentityNotAccepted, (await DistrustedAsync(desk)).Code);
        Assert.Equal(Some.Identity, asked?.Identity);
    }

    [Fact]
    public async Task A_server_that_has_no_license_of_the_vendor_says_so_itself()
    {
        await using var desk = Scenario();
        var connecting = desk.Client.ConnectedAsync(CancellationToken.None).Soon();
        var server = await desk.Network.AcceptedAsync();
        var hello = await server.ReceiveAsync(Body.Hello);
        await server.SendAsync(new ServerMessage
        {
            Id = hello.Id, Failed = new Problem { Code = ErrorCodes.NoLicenseOfVendor, Message = "none", Hint = "install one" },
        });

        var error = await Assert.ThrowsAsync<UntrustedServerException>(() => connecting);
        Assert.Equal((ErrorCodes.NoLicenseOfVendor, "install one"), (error.Code, error.Hint));
    }

    [Fact]
    public async Task A_server_that_closes_the_connection_over_the_hello_is_quoted()
    {
        await using var desk = Scenario();
        var connecting = desk.Client.ConnectedAsync(CancellationToken.None).Soon();
        var server = await desk.Network.AcceptedAsync();
        await server.ReceiveAsync(Body.Hello);
        await server.SendAsync(new ServerMessage
        {
            Failed = new Problem { Code = ErrorCodes.VersionUnsupported, Message = "version 2 only", Hint = "update" },
        });
        server.Close();

        var error = await Assert.ThrowsAsync<ServerUnavailableException>(() => connecting);
        Assert.Equal((ErrorCodes.VersionUnsupported, "version 2 only", "update", false),
            (error.Code, error.Message, error.Hint, error.RetryHelps));
    }

    [Fact]
    public async Task The_hello_says_who_asks_cut_to_what_the_wire_allows()
    {
        await using var desk = Scenario(options =>
        {
            options.User = new string('u', WireLimits.NameCharsMax + 1);
            options.Host = new string('h', WireLimits.NameCharsMax);
            options.Display = ":0\a";
        });
        var connecting = desk.Client.ConnectedAsync(CancellationToken.None).Soon();
        var hello = await desk.WelcomeAsync(License(Some.Vendor, ServerBinding.Any));
        await connecting;

        Assert.Equal((1u, 1u), (hello.VersionMin, hello.VersionMax));
        Assert.Equal((WireLimits.NameCharsMax, WireLimits.NameCharsMax), (hello.User.Length, hello.Host.Length));
        Assert.Equal((":0?", "cad 42"), (hello.Display, hello.Application));
        Assert.StartsWith("Usher.Client ", hello.Agent, StringComparison.Ordinal);
    }

    private static ClientScenario Scenario(Action<UsherClientOptions>? change = null) => new(options =>
    {
        (options.VendorKeys, options.PinnedIdentities) = ([Some.Vendor.PublicKey], []);
        change?.Invoke(options);
    });

    private string License(VendorKey vendor, ServerBinding servers, string expires = "2030-12-31") =>
        Some.License(vendor, servers, _clock.GetUtcNow(), expires);

    private static async Task<ServerPeer> TrustedAsync(params string[] licenses)
    {
        await using var desk = Scenario();
        return await TrustedAsync(desk, licenses);
    }

    private static async Task<ServerPeer> TrustedAsync(ClientScenario desk, params string[] licenses)
    {
        var connecting = desk.Client.ConnectedAsync(CancellationToken.None).Soon();
        await desk.WelcomeAsync(licenses);
        return (await connecting).Server!;
    }

    private static async Task<UntrustedServerException> DistrustedAsync(params string[] licenses)
    {
        await using var desk = Scenario();
        return await DistrustedAsync(desk, licenses);
    }

    private static async Task<UntrustedServerException> DistrustedAsync(ClientScenario desk, params string[] licenses)
    {
        var connecting = desk.Client.ConnectedAsync(CancellationToken.None).Soon();
        await desk.WelcomeAsync(licenses);
        return await Assert.ThrowsAsync<UntrustedServerException>(() => connecting);
    }
}
