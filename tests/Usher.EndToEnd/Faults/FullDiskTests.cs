using Usher.Client;

namespace Usher.EndToEnd.Faults;

/// <summary>No room for the journal: docs/operations.md, "disk full".</summary>
public sealed class FullDiskTests
{
    private const int CheckoutsMax = 20_000;

    [Fact]
    public async Task On_a_full_disk_nothing_is_granted_held_seats_live_on_and_with_room_the_server_goes_on_by_itself()
    {
        await using var space = await MountSpace.OfMemoryAsync("24m");
        await using var server = await LicenseServer.StartAsync(space.Stage, "cad:seats=2:expires=2099-12-31", "Seats:HeartbeatEvery=1s");
        await using var ada = await server.ConnectAsync("ada");
        await using var held = await ada.CheckoutAsync("cad");
        var impatient = await server.OptionsAsync("bob");
        impatient.RequestTimeout = TimeSpan.FromSeconds(3);
        await using var bob = await UsherClient.ConnectAsync(impatient);
        await space.ShellAsync("dd if=/dev/zero of=\"$0/fill\" bs=64k status=none 2>/dev/null; test -s \"$0/fill\"");

        var refusal = await RefusedAsync(bob);

        Assert.Equal("USH3008", refusal.Code);
        Assert.Contains("no room to write", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(LeaseState.Held, held.State);
        var status = await server.AdministerAsync("status", "--server", server.Address, "--vendor-key", server.VendorKey);
        Assert.Contains("no room to write", status.Output + status.Error, StringComparison.Ordinal);

        var mark = server.Process.MarkError();
        await space.ShellAsync("rm \"$0/fill\"");
        await server.Process.WaitForErrorAsync("The journal works again", mark);
        await using var late = await bob.CheckoutAsync("cad");

        Assert.Equal([held.Id, late.Id], (await bob.WhoAsync("cad")).Select(holder => holder.Lease).ToHashSet());
        await server.TheLogVerifiesAsync();
        await server.KillNineAsync();
        await server.StartAsync();
        await using var auditor = await server.ConnectAsync("auditor");
        Assert.Equal([held.Id, late.Id], (await auditor.WhoAsync("cad")).Select(holder => holder.Lease).ToHashSet());
    }

    [Fact]
    public async Task On_a_full_disk_a_server_does_not_start_and_says_why_and_with_room_it_starts_with_all_it_had()
    {
        await using var space = await MountSpace.OfMemoryAsync("24m");
        await using var server = await LicenseServer.StartAsync(space.Stage, "cad:seats=2:expires=2099-12-31");
        await using var ada = await server.ConnectAsync("ada");
        await using var held = await ada.CheckoutAsync("cad");
        await server.KillNineAsync();
        await space.ShellAsync("dd if=/dev/zero of=\"$0/fill\" bs=4k status=none 2>/dev/null; test -s \"$0/fill\"");

        var failed = await server.FailToStartAsync();

        failed.MustHaveFailed(5, "USH(4001|3008)");
        Assert.Contains("no room to write", failed.Error, StringComparison.Ordinal);
        await space.ShellAsync("rm \"$0/fill\"");
        await server.StartAsync();
        await using var auditor = await server.ConnectAsync("auditor");
        Assert.Equal(held.Id, Assert.Single(await auditor.WhoAsync("cad")).Lease);
    }

    /// <summary>Takes a seat and gives it back until that is refused: what the journal has allocated already can still be written.</summary>
    private static async Task<UsherProblem> RefusedAsync(UsherClient client)
    {
        for (var checkout = 0; checkout < CheckoutsMax; checkout++)
        {
            switch (await client.TryCheckoutAsync("cad"))
            {
                case CheckoutAnswer.Granted(var lease):
                    await lease.DisposeAsync();
                    break;
                case CheckoutAnswer.Denied(var refusal):
                    throw new InvalidOperationException($"a denial is not what a full disk is: {refusal}");
                case CheckoutAnswer.Unknown(var problem):
                    return problem;
            }
        }

        throw new InvalidOperationException("the disk never was full");
    }
}
