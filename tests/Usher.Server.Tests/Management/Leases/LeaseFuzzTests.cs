using System.Text;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Licenses;
using static Usher.Server.Tests.Licenses.VendorDesk;

namespace Usher.Server.Tests.Management.Leases;

/// <summary>Requests that somebody changed by chance, from a seed.</summary>
public sealed class LeaseFuzzTests(SharedUsher shared) : IClassFixture<SharedUsher>
{
    private const int Rounds = 400;

    private static readonly string[] Scraps =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud83d", "null", "true", "-1", "1e999", "99999999999999999999", "\uFEFF",
        "\"seats\":", "\"waitSeconds\":1,", "ä", "\u0000", "语", " ",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_changed_request_is_granted_or_refused_in_words_and_never_a_fault_of_the_server(int seed)
    {
        using var vendor = new VendorDesk($"fuzz{seed}") { Now = TimeProvider.System.GetUtcNow() };
        (await shared.Usher.PostLicenseAsync("licenses", vendor.Issue(Feature("cad", 1_000_000)).Text)).EnsureSuccessStatusCode();
        var seats = new HttpSeats(shared.Usher);
        var whole = $$"""{"feature":"fuzz{{seed}}/cad","user":"ada","host":"pc","version":"1.0","seats":1,"ttlSeconds":60,"waitSeconds":0,"priority":0}""";
        var chance = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var body = Change(whole, chance);
            using var response = await seats.PostAsync(body);
            Assert.True((int)response.StatusCode is 201 or 202 or 400 or 404 or 409, $"{(int)response.StatusCode} for {body}");
            if (!response.IsSuccessStatusCode)
                Assert.StartsWith("USH", await RunningUsher.CodeAsync(response), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_changed_secret_opens_nothing(int seed)
    {
        using var vendor = new VendorDesk($"secret{seed}") { Now = TimeProvider.System.GetUtcNow() };
        (await shared.Usher.PostLicenseAsync("licenses", vendor.Issue(Feature("cad", 1)).Text)).EnsureSuccessStatusCode();
        var seats = new HttpSeats(shared.Usher);
        var lease = await seats.TakeAsync(new($"secret{seed}/cad", "ada", "pc"));
        var chance = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var secret = new StringBuilder(lease.Secret);
            var at = chance.Next(secret.Length);
            secret[at] = (char)chance.Next('!', '~' + 1);
            if (secret.Equals(lease.Secret))
                continue;
            using var refused = await seats.SendAsync(HttpMethod.Delete, lease.Lease, $"Lease {secret}");
            Assert.Equal(ServerCodes.WrongLeaseSecret, await RunningUsher.CodeAsync(refused));
        }

        using var renewed = await seats.RenewAsync(lease);
        Assert.True(renewed.IsSuccessStatusCode);
    }

    private static string Change(string whole, Random chance)
    {
        var text = new StringBuilder(whole);
        for (var times = chance.Next(1, 4); times > 0 && text.Length > 0; times--)
        {
            var at = chance.Next(text.Length);
            switch (chance.Next(4))
            {
                case 0:
                    text.Remove(at, Math.Min(chance.Next(1, 8), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, Scraps[chance.Next(Scraps.Length)]);
                    break;
                case 2:
                    text[at] = (char)chance.Next(1, 0x180);
                    break;
                default:
                    text.Insert(at, text.ToString(at, Math.Min(chance.Next(1, 30), text.Length - at)));
                    break;
            }
        }

        return text.ToString();
    }
}
