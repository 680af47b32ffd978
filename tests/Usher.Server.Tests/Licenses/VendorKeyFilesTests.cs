using Usher.Server.Licenses;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Licenses;

public sealed class VendorKeyFilesTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_keys_any_vendor_is_trusted() => Assert.Null(VendorKeyFiles.Read([]));

    [Fact]
    public void A_public_key_is_read()
    {
        using var acme = new VendorDesk();
        File.WriteAllText(folder["acme.pub.pem"], acme.PublicKey.ExportPem());
        Assert.Equal([acme.PublicKey], VendorKeyFiles.Read([folder["acme.pub.pem"]]));
    }

    [Fact]
    public void Every_file_that_is_none_is_named()
    {
        File.WriteAllText(folder["not-a-key"], "hello");
        var error = Assert.Throws<ServerStartException>(() => VendorKeyFiles.Read([folder["not-a-key"], folder["missing"]]));
        Assert.Equal(
            [(Licensing.LicenseCodes.KeyUnreadable, true), (ServerCodes.FileUnreadable, true)],
            error.Faults.Select(fault => (fault.Code, fault.Message.StartsWith(folder.Path, StringComparison.Ordinal))));
    }
}
