using Usher.Licensing;

namespace Usher.Cli.Tests.Commands;

public sealed class VendorTests : IDisposable
{
    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task A_vendor_key_is_two_files_and_only_the_owner_reads_the_secret_one()
    {
        Assert.Equal(ExitCode.Done, await _stage.Run("vendor", "init", "acme", "--dir", _stage.At("V"), "--no-passphrase", "--json"));

        var secret = _stage.At("V/acme.key.pem");
        Assert.Equal(secret, _stage.Json.GetProperty("secretKey").GetString());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(secret));
        Assert.Equal(_stage.Json.GetProperty("keyId").GetString(), VendorPublicKey.Import(File.ReadAllText(_stage.At("V/acme.pub.pem"))).Id);
    }

    [Theory]
    [InlineData("acme.key.pem")]
    [InlineData("acme.pub.pem")]
    public async Task An_existing_key_is_never_overwritten(string file)
    {
        File.WriteAllText(_stage.At(file), "precious");

        Assert.Equal(ExitCode.Usage, await _stage.Run("vendor", "init", "acme", "--dir", _stage.Folder, "--no-passphrase"));

        Assert.Contains("USH5011", _stage.Error, StringComparison.Ordinal);
        Assert.Equal([_stage.At(file)], Directory.GetFiles(_stage.Folder));
        Assert.Equal("precious", File.ReadAllText(_stage.At(file)));
    }

    [Fact]
    public async Task The_passphrase_is_asked_for_twice_and_opens_the_key()
    {
        _stage.Secrets.Enqueue("open sesame");
        _stage.Secrets.Enqueue("open sesame");
        Assert.Equal(ExitCode.Done, await _stage.Run("vendor", "init", "acme", "--dir", _stage.Folder));
        Assert.True(VendorKey.IsEncrypted(File.ReadAllText(_stage.At("acme.key.pem"))));

        _stage.Secrets.Enqueue("open sesame");
        Assert.Equal(ExitCode.Done, await _stage.Run("vendor", "public-key", "--key", _stage.At("acme.key.pem")));
    }

    [Fact]
    public async Task A_mistyped_passphrase_makes_no_key()
    {
        _stage.Secrets.Enqueue("one");
        _stage.Secrets.Enqueue("two");

        Assert.Equal(ExitCode.Usage, await _stage.Run("vendor", "init", "acme", "--dir", _stage.Folder));

        Assert.Contains("USH5014", _stage.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_stage.Folder));
    }

    [Fact]
    public async Task A_wrong_passphrase_is_a_bad_license_key()
    {
        _stage.Variables["USHER_VENDOR_PASSPHRASE"] = "right";
        await _stage.Run("vendor", "init", "acme", "--dir", _stage.Folder);
        _stage.Variables["USHER_VENDOR_PASSPHRASE"] = "wrong";

        Assert.Equal(ExitCode.BadLicense, await _stage.Run("vendor", "public-key", "--key", _stage.At("acme.key.pem")));

        Assert.Contains("USH1032", _stage.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_license_that_was_issued_is_shown_as_it_was_ordered()
    {
        await IssueAsync("cad:seats=50:version=2.0:expires=2027-12-31", "viewer:seats=5");
        using var show = new Stage();

        Assert.Equal(ExitCode.Done, await show.Run("license", "show", _stage.At("F.lic"), "--vendor-key", _stage.At("acme.pub.pem"), "--json"));

        var license = show.Json.GetProperty("license");
        Assert.True(show.Json.GetProperty("usable").GetBoolean());
        Assert.True(show.Json.GetProperty("vendorTrusted").GetBoolean());
        Assert.Equal("Example Ltd", license.GetProperty("customer").GetString());
        Assert.Equal(["cad", "viewer"], license.GetProperty("features").EnumerateArray().Select(one => one.GetProperty("feature").GetString()!));
        Assert.Equal(214, license.GetProperty("features")[0].GetProperty("daysLeft").GetInt32());
    }

    [Fact]
    public async Task A_license_of_a_vendor_that_is_not_trusted_is_shown_and_ends_with_4()
    {
        await IssueAsync("cad:seats=1");
        await _stage.Run("vendor", "init", "other", "--dir", _stage.Folder, "--no-passphrase");

        Assert.Equal(ExitCode.BadLicense, await _stage.Run("license", "show", _stage.At("F.lic"), "--vendor-key", _stage.At("other.pub.pem")));

        Assert.Contains("Verified  NO, see below", _stage.Output, StringComparison.Ordinal);
        Assert.Contains("USH1007", _stage.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_of_an_order_are_told_at_once_and_nothing_is_written()
    {
        await _stage.Run("vendor", "init", "acme", "--dir", _stage.Folder, "--no-passphrase");

        Assert.Equal(ExitCode.Usage, await _stage.Run(
            "vendor", "issue", "--key", _stage.At("acme.key.pem"), "--customer", "C", "--server", "any",
            "--feature", "cad:seat=5", "--feature", "viewer:seats=-1", "-o", _stage.At("F.lic")));

        Assert.Contains("USH1041", _stage.Error, StringComparison.Ordinal);
        Assert.Contains("USH1042", _stage.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_stage.At("F.lic")));
    }

    [Fact]
    public async Task Features_may_come_from_a_table()
    {
        File.WriteAllText(_stage.At("order.csv"), "name,seats\ncad,5\nviewer,7\n");
        await _stage.Run("vendor", "init", "acme", "--dir", _stage.Folder, "--no-passphrase");
        using var issue = new Stage();

        Assert.Equal(ExitCode.Done, await issue.Run(
            "vendor", "issue", "--key", _stage.At("acme.key.pem"), "--customer", "C", "--server", "any", "--features", _stage.At("order.csv"), "--json"));

        Assert.Equal([5, 7], issue.Json.GetProperty("features").EnumerateArray().Select(one => one.GetProperty("seats").GetInt32()));
    }

    private async Task IssueAsync(params string[] features)
    {
        await _stage.Run("vendor", "init", "acme", "--dir", _stage.Folder, "--no-passphrase");
        Assert.Equal(ExitCode.Done, await _stage.Run([
            "vendor", "issue", "--key", _stage.At("acme.key.pem"), "--customer", "Example Ltd", "--server", "any",
            .. features.SelectMany(feature => new[] { "--feature", feature }), "-o", _stage.At("F.lic")]));
    }
}
