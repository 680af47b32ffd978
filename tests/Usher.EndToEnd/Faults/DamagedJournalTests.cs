using System.Globalization;
using System.Text.RegularExpressions;
using Usher.Client;

namespace Usher.EndToEnd.Faults;

/// <summary>A journal that is not as it was written: docs/operations.md, "journal cut off" and "page changed".</summary>
public sealed class DamagedJournalTests(ITestOutputHelper output)
{
    private const int PageBytes = 4096;
    private const int Leases = 40;
    private const int PagesTried = 6;

    [Theory]
    [InlineData(2, "USH40(20|21|22|23|24)")]
    [InlineData(0, "USH4024")]
    public async Task A_server_does_not_serve_from_a_journal_that_was_cut_off(int halves, string code)
    {
        await using var server = await WithSomeHistoryAsync();
        await using (var file = new FileStream(Journal(server), FileMode.Open))
            file.SetLength(halves == 0 ? 0 : file.Length / halves);

        var failed = await server.FailToStartAsync();

        failed.MustHaveFailed(5, code);
    }

    [Fact]
    public async Task A_server_does_not_start_anew_where_its_journal_has_vanished()
    {
        await using var server = await WithSomeHistoryAsync();
        File.Delete(Journal(server));

        var failed = await server.FailToStartAsync();

        failed.MustHaveFailed(5, "USH4024");
    }

    /// <summary>Not every page matters for who holds a seat, and some are not in use at all. What matters is never guessed.</summary>
    [Fact]
    public async Task With_a_page_changed_a_server_refuses_and_the_check_of_the_log_says_so_too_or_it_knows_every_lease()
    {
        var seed = Environment.GetEnvironmentVariable("USHER_TEST_SEED") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"again with USHER_TEST_SEED={seed}");
        var random = new Random(seed);
        await using var server = await WithSomeHistoryAsync();
        await server.StartAsync();
        var truth = await HeldAsync(server);
        Assert.Equal(0, (await server.StopAsync()).ExitCode);
        var sound = await File.ReadAllBytesAsync(Journal(server));

        var pages = Enumerable.Range(0, sound.Length / PageBytes).ToArray();
        random.Shuffle(pages);
        foreach (var page in pages.Take(PagesTried))
        {
            await File.WriteAllBytesAsync(Journal(server), Changed(sound, page, random));
            var verified = await server.AdministerAsync("verify-log", "--file", Journal(server));
            await ServesTheTruthOrNothingAsync(server, truth, page, verified);
            File.Delete(Journal(server) + "-wal");
            File.Delete(Journal(server) + "-shm");
        }
    }

    private async Task ServesTheTruthOrNothingAsync(LicenseServer server, HashSet<LeaseId> truth, int page, Ended verified)
    {
        string refusal;
        try
        {
            await server.StartAsync();
            Assert.Equal(truth, await HeldAsync(server));
            refusal = "serves all leases";
            await server.KillNineAsync();
        }
        catch (InvalidOperationException notStarted)
        {
            var why = Regex.Match(notStarted.Message, "USH40(07|20|21|22|23|24)");
            Assert.True(why.Success, notStarted.Message);
            Assert.NotEqual(0, verified.ExitCode);
            refusal = why.Value;
        }

        output.WriteLine($"page {page + 1}: {refusal}; verify-log: exit {verified.ExitCode}");
    }

    /// <summary>With every byte of a page changed.</summary>
    private static byte[] Changed(byte[] sound, int page, Random random)
    {
        var changed = (byte[])sound.Clone();
        foreach (ref var one in changed.AsSpan(page * PageBytes, PageBytes))
            one ^= (byte)random.Next(1, 256);
        return changed;
    }

    private static async Task<HashSet<LeaseId>> HeldAsync(LicenseServer server)
    {
        await using var auditor = await server.ConnectAsync("auditor");
        return (await auditor.WhoAsync("cad")).Select(holder => holder.Lease).ToHashSet();
    }

    /// <summary>Stopped, with detached leases that live on.</summary>
    private static async Task<LicenseServer> WithSomeHistoryAsync()
    {
        var server = await LicenseServer.StartAsync(string.Create(CultureInfo.InvariantCulture, $"cad:seats={Leases}:expires=2099-12-31"));
        await using var ada = await server.ConnectAsync("ada");
        for (var lease = 0; lease < Leases; lease++)
            await ada.CheckoutAsync("cad", new() { Detached = true, Ttl = TimeSpan.FromHours(1) });
        Assert.Equal(0, (await server.StopAsync()).ExitCode);
        return server;
    }

    private static string Journal(LicenseServer server) => Path.Combine(server.Data, "journal.db");
}
