using Usher.Licensing;
using Usher.Server.Licenses;
using static Usher.Server.Tests.Licenses.VendorDesk;

namespace Usher.Server.Tests.Licenses;

public sealed class InstallLimitTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    private readonly VendorDesk acme = new();
    private readonly InstallRules rules = new(CatalogScenario.Identity, null, TimeSpan.Zero);

    public void Dispose() => acme.Dispose();

    [Theory]
    [InlineData(InstallRules.LicensesMax - 1, null)]
    [InlineData(InstallRules.LicensesMax, ServerCodes.TooManyLicenses)]
    public void Licenses_end_at_their_limit(int installed, string? code)
    {
        var set = Enumerable.Range(0, installed).Aggregate(LicenseSet.Empty, (all, number) => all.With(Held($"L{number}")));
        Assert.Equal(code, Refusal(set, Feature("cad", 1)));
    }

    [Theory]
    [InlineData(LinePlan.PoolsMax - 1, null)]
    [InlineData(LinePlan.PoolsMax, ServerCodes.TooManyPools)]
    public void Pools_end_at_their_limit(int pools, string? code)
    {
        var features = Enumerable.Range(0, pools).Select(number => Feature($"f{number}", 1));
        Assert.Equal(code, Refusal(LicenseSet.Empty.With(Held("L", [.. features])), Feature("one-more", 1)));
    }

    [Theory]
    [InlineData(LinePlan.LinesPerPoolMax - 1, null)]
    [InlineData(LinePlan.LinesPerPoolMax, ServerCodes.TooManyLines)]
    public void Lines_of_a_pool_end_at_their_limit(int lines, string? code)
    {
        var features = Enumerable.Repeat(Feature("cad", 1), lines);
        Assert.Equal(code, Refusal(LicenseSet.Empty.With(Held("L", [.. features])), Feature("cad", 1)));
    }

    private string? Refusal(LicenseSet before, LicenseFeature feature) =>
        rules.Plan(before, Bytes(acme.Issue(feature)), "me", Now).Faults.SingleOrDefault()?.Code;

    /// <summary>An installed license without a file, which is all that the limits look at.</summary>
    private InstalledLicense Held(string id, params LicenseFeature[] features) => new(
        id,
        "",
        new License
        {
            Id = id, Vendor = "acme", VendorKeyId = acme.PublicKey.Id, Customer = "x", IssuedAt = Now, Servers = ServerBinding.Any, Features = features,
        },
        "",
        true,
        Now,
        "me");
}
