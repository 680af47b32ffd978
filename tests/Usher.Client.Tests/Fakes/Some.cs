using Usher.Licensing;

namespace Usher.Client.Tests.Fakes;

/// <summary>Values that a test needs but does not care about.</summary>
internal static class Some
{
    internal static readonly ServerIdentity Identity = ServerIdentity.FromSpki([1]);

    internal static readonly ServerIdentity OtherIdentity = ServerIdentity.FromSpki([2]);

    internal static readonly VendorKey Vendor = VendorKey.Create("acme");

    internal static readonly VendorKey OtherVendor = VendorKey.Create("globex");

    internal static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    /// <summary>A license for two seats of cad.</summary>
    internal static string License(VendorKey vendor, ServerBinding servers, DateTimeOffset now, string expires = "2030-12-31")
    {
        Assert.True(LicenseTime.TryParse(expires, out var end));
        var terms = new LicenseTerms
        {
            Customer = "Initech",
            Servers = servers,
            Features = [new LicenseFeature { Name = "cad", Seats = 2, Expires = end }],
        };
        return LicenseFile.Issue(terms, vendor, now, bytes => bytes.Fill(7)).Jws;
    }
}
