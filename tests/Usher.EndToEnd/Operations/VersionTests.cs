using System.IO.Compression;
using Usher.Client;

namespace Usher.EndToEnd.Operations;

/// <summary>The way to a newer version and back: docs/operations.md, "upgrading", "downgrading".</summary>
public sealed class VersionTests
{
    /// <summary>
    /// A backup made by the first version that had backups, of a server that was killed while two seats of <c>cad</c> were held,
    /// after others had been returned, revoked and denied. Every later version must be able to go on from it.
    /// </summary>
    private static readonly string First = Path.Combine(Repository.Root, "tests", "Usher.EndToEnd", "Operations", "journal-1");

    [Fact]
    public async Task A_server_of_an_older_version_goes_on_in_this_one_with_its_seats_licenses_and_log()
    {
        await using var server = LicenseServer.Of(First + ".pub.pem");
        var backup = Path.Combine(server.Home, "old.tar");
        await using (var packed = new GZipStream(File.OpenRead(First + ".tar.gz"), CompressionMode.Decompress))
        await using (var unpacked = File.Create(backup))
            await packed.CopyToAsync(unpacked);
        var restored = await server.AdministerAsync("restore", backup, "--data", server.Data, "--hold", "0s");
        Assert.True(restored.ExitCode == 0, restored.ToString());
        await server.StartAsync();

        await using var carol = await server.ConnectAsync("carol");
        Assert.Equal(["ada", "bob"], (await carol.WhoAsync("cad")).Select(holder => holder.User).Order());
        await using var third = await carol.CheckoutAsync("cad");
        Assert.Equal("USH2003", Assert.IsType<CheckoutAnswer.Denied>(await carol.TryCheckoutAsync("cad")).Refusal.Code);
        await server.TheLogVerifiesAsync();
    }

    /// <summary>Makes that backup; run by name, once for each version of the journal, and commit what it wrote.</summary>
    [Fact(Explicit = true)]
    public async Task A_backup_for_later_versions_is_made()
    {
        await using var server = await LicenseServer.StartAsync("cad:seats=3:expires=2099-12-31", "Leases:Ttl=1h");
        await using var ada = await server.ConnectAsync("ada");
        await using var bob = await server.ConnectAsync("bob");
        await using var eve = await server.ConnectAsync("eve");
        await using var one = await ada.CheckoutAsync("cad");
        await using var two = await bob.CheckoutAsync("cad");
        var revoked = await eve.CheckoutAsync("cad");
        Assert.IsType<CheckoutAnswer.Denied>(await bob.TryCheckoutAsync("cad"));
        Assert.Equal(0, (await server.AdministerAsync("revoke", $"{revoked.Id}", "--data", server.Data, "--reason", "going home")).ExitCode);
        await (await bob.CheckoutAsync("cad")).DisposeAsync();
        await server.KillNineAsync();
        var backup = Path.Combine(server.Home, "backup.tar");
        Assert.Equal(0, (await server.AdministerAsync("backup", "-o", backup, "--data", server.Data)).ExitCode);

        await using var packed = new GZipStream(File.Create(First + ".tar.gz"), CompressionLevel.SmallestSize);
        await using var unpacked = File.OpenRead(backup);
        await unpacked.CopyToAsync(packed);
        File.Copy(server.VendorKey, First + ".pub.pem", overwrite: true);
    }

    [Fact]
    public async Task A_journal_of_a_newer_version_is_refused_and_not_touched()
    {
        await using var server = await LicenseServer.StartAsync("cad:seats=2:expires=2099-12-31");
        Assert.Equal(0, (await server.StopAsync()).ExitCode);
        var journal = Path.Combine(server.Data, "journal.db");
        await using (var later = Command.Start(server.Home, "sqlite3", journal, "PRAGMA user_version = 1000"))
            Assert.Equal(0, (await later.EndAsync()).ExitCode);
        var before = await File.ReadAllBytesAsync(journal);

        var failed = await server.FailToStartAsync();

        failed.MustHaveFailed(5, "USH4008");
        Assert.Contains("1000", failed.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(journal));
    }
}
