using System.Security.Cryptography;
using Usher.Server.Identity;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Identity;

public sealed class ServerKeyTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string KeyPath => folder[ServerKey.FileName];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_first_start_makes_a_key_for_the_owner_alone_and_later_ones_keep_it()
    {
        var first = UsherServer.ReadIdentity(folder.Path);

        Assert.Equal(first, UsherServer.ReadIdentity(folder.Path));
        Assert.Equal([ServerKey.FileName], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
    }

    [Fact]
    public void A_new_data_folder_is_for_the_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "folders inherit their access list on Windows");
        UsherServer.ReadIdentity(folder["data"]);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder["data"]));
    }

    [Fact]
    public void A_key_that_others_may_read_is_refused_with_the_cure()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix permissions");
        UsherServer.ReadIdentity(folder.Path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        var fault = Fault();
        Assert.Equal(ServerCodes.FolderExposed, fault.Code);
        Assert.Contains($"chmod 600 {KeyPath}", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_everybody_may_write_is_refused_with_the_cure()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix permissions");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherWrite);
        Assert.Contains($"chmod 700 {folder.Path}", Fault().Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void A_damaged_key_is_never_replaced(string content)
    {
        PrivateFiles.Write(KeyPath, System.Text.Encoding.ASCII.GetBytes(content), overwrite: true);
        Assert.Equal(ServerCodes.KeyDamaged, Fault().Code);
        Assert.Equal(content, File.ReadAllText(KeyPath));
    }

    [Fact]
    public void A_key_of_another_curve_and_a_public_key_are_no_server_keys()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var right = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var pem in new[] { other.ExportPkcs8PrivateKeyPem(), right.ExportSubjectPublicKeyInfoPem() })
        {
            PrivateFiles.Write(KeyPath, System.Text.Encoding.ASCII.GetBytes(pem), overwrite: true);
            Assert.Equal(ServerCodes.KeyDamaged, Fault().Code);
        }
    }

    [Fact]
    public void A_key_file_one_byte_over_its_limit_is_refused()
    {
        UsherServer.ReadIdentity(folder.Path);
        var key = File.ReadAllText(KeyPath);
        PrivateFiles.Write(KeyPath, Padded(key, ServerKey.FileBytesMax), overwrite: true);
        UsherServer.ReadIdentity(folder.Path);
        PrivateFiles.Write(KeyPath, Padded(key, ServerKey.FileBytesMax + 1), overwrite: true);
        Assert.Equal(ServerCodes.KeyDamaged, Fault().Code);
    }

    [Fact]
    public void Two_processes_that_make_the_key_at_once_agree_on_the_first()
    {
        Assert.True(PrivateFiles.Write(KeyPath, "first"u8, overwrite: false));
        Assert.False(PrivateFiles.Write(KeyPath, "second"u8, overwrite: false));
        Assert.Equal("first", File.ReadAllText(KeyPath));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void The_certificate_shows_the_identity()
    {
        using var key = ServerKey.Open(folder.Path);
        using var certificate = key.MakeCertificate();
        Assert.Equal(key.Identity, Licensing.ServerIdentity.FromSpki(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    }

    private static byte[] Padded(string text, int length) => System.Text.Encoding.ASCII.GetBytes(text.PadRight(length, '\n'));

    private ServerFault Fault() =>
        Assert.Single(Assert.Throws<ServerStartException>(() => UsherServer.ReadIdentity(folder.Path)).Faults);
}
