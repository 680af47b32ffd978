using Usher.Client;

namespace Usher.EndToEnd.Faults;

/// <summary>A file system that may not be written: docs/operations.md, "read-only".</summary>
public sealed class ReadOnlyDiskTests
{
    [Fact]
    public async Task On_a_read_only_file_system_a_server_does_not_start_and_says_why_and_starts_once_it_may_write()
    {
        await using var space = await MountSpace.OfMemoryAsync("24m");
        await using var server = await LicenseServer.StartAsync(space.Stage, "cad:seats=2:expires=2099-12-31");
        await using var ada = await server.ConnectAsync("ada");
        await using var held = await ada.CheckoutAsync("cad");
        await server.KillNineAsync();
        await space.ShellAsync("mount -o remount,ro \"$0\"");

        var failed = await server.FailToStartAsync();

        failed.MustHaveFailed(5, "USH4101");
        Assert.Contains("ead-only file system", failed.Error, StringComparison.Ordinal);
        await space.ShellAsync("mount -o remount,rw \"$0\"");
        await server.StartAsync();
        await using var auditor = await server.ConnectAsync("auditor");
        Assert.Equal(held.Id, Assert.Single(await auditor.WhoAsync("cad")).Lease);
    }

    [Fact]
    public async Task When_the_disk_fails_under_a_running_server_nothing_is_granted_and_a_start_on_the_cured_disk_has_all_that_was_acknowledged()
    {
        await using var space = await MountSpace.OfDiskAsync();
        await using var server = await LicenseServer.StartAsync(space.Stage, "cad:seats=3:expires=2099-12-31", "Seats:HeartbeatEvery=1s");
        await using var ada = await server.ConnectAsync("ada");
        await using var held = await ada.CheckoutAsync("cad");
        var impatient = await server.OptionsAsync("bob");
        impatient.RequestTimeout = TimeSpan.FromSeconds(3);
        await using var bob = await UsherClient.ConnectAsync(impatient);

        // What the kernel does to a file system with 'errors=remount-ro' that meets a bad block.
        await space.ShellAsync("mount -o remount,abort \"$0\"");
        Assert.IsType<CheckoutAnswer.Unknown>(await bob.TryCheckoutAsync("cad")); // Whether that one was written, nobody can say.
        var unknown = Assert.IsType<CheckoutAnswer.Unknown>(await bob.TryCheckoutAsync("cad"));

        Assert.Equal("USH3008", unknown.Problem.Code);
        Assert.Matches("USH40(02|04|09|10)", unknown.Problem.Message);
        Assert.Equal(LeaseState.Held, held.State);

        await server.KillNineAsync();
        await space.ShellAsync("umount \"$0\" && mount -o loop \"$0.img\" \"$0\"");
        await server.StartAsync();
        await using var auditor = await server.ConnectAsync("auditor");
        await using var next = await auditor.CheckoutAsync("cad");
        Assert.Contains(held.Id, (await auditor.WhoAsync("cad")).Select(holder => holder.Lease));
        await server.TheLogVerifiesAsync();
    }
}
