using System.Diagnostics;
using System.Text.RegularExpressions;
using Usher.Journal.Sqlite;
using static Usher.Journal.Tests.Sample;

namespace Usher.Journal.Tests.Sqlite;

/// <summary>Whoever changes the log leaves a trace.</summary>
public sealed partial class ChainTests : IAsyncLifetime
{
    private readonly JournalFolder folder = new();
    private readonly Sample sample = new();

    public async ValueTask InitializeAsync()
    {
        await using var journal = await folder.OpenAsync();
        await sample.FillAsync(journal, Cad, "one", "two", "three");
        await sample.FillAsync(journal, Sim, "one", "two", "three");
        await sample.FillAsync(journal, new StreamId("server"), "one");
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_untouched_log_has_no_fault() => Assert.Equal("", await FaultsAsync());

    [Theory]
    [InlineData("payload = X'00'")]
    [InlineData("payload = CAST(payload || X'00' AS BLOB)")]
    [InlineData("hash = randomblob(32)")]
    [InlineData("hash = X'00'")]
    [InlineData("batch = randomblob(16)")]
    [InlineData("batch = X'00'")]
    [InlineData("at = at + 1")]
    [InlineData("at = -1")]
    [InlineData("at = 9223372036854775807")]
    [InlineData("count = count + 1")]
    [InlineData("count = 0")]
    [InlineData("count = 9223372036854775807")]
    [InlineData("first_sequence = first_sequence + 100")]
    [InlineData("first_sequence = -1")]
    [InlineData("stream = 3")]
    [InlineData("stream = 99")]
    [InlineData("position = position + 100")]
    public async Task A_changed_column_of_any_row_is_found(string change)
    {
        for (var position = 1; position <= 7; position++)
        {
            if (change == "stream = 3" && position is (1 or 4 or 7))
                continue; // Entry 1 of stream 3 is taken, by number 7 itself.
            using var copy = Copy();
            copy.Run($"UPDATE entries SET {change} WHERE position = {position}");

            Assert.NotEqual("", await FaultsAsync(copy));
        }
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_in_a_payload_or_hash_is_found()
    {
        var file = await File.ReadAllBytesAsync(folder.File);
        foreach (var at in await PlacesAsync(file))
        {
            using var copy = Copy();
            file[at] ^= 1;
            await File.WriteAllBytesAsync(copy.File, file);
            file[at] ^= 1;

            Assert.NotEqual("", await FaultsAsync(copy));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_deleted_row_is_found(int position)
    {
        folder.Run($"DELETE FROM entries WHERE position = {position}");

        Assert.NotEqual("", await FaultsAsync());
    }

    [Fact]
    public async Task A_deleted_stream_is_found()
    {
        folder.Run("DELETE FROM streams WHERE id = 2");

        Assert.Contains("name is missing", await FaultsAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE streams SET name = '' WHERE id = 2")]
    [InlineData("UPDATE streams SET name = hex(zeroblob(101)) WHERE id = 2")]
    public async Task A_name_that_is_none_is_found(string damage)
    {
        folder.Run(damage);

        await Assert.ThrowsAsync<JournalCorruptException>(FaultsAsync);
        Assert.Equal(JournalCodes.ChainBroken, await folder.OpeningFailsAsync());
    }

    [Fact]
    public async Task A_missing_table_is_found()
    {
        folder.Run("DROP TABLE entries");

        await Assert.ThrowsAsync<JournalCorruptException>(FaultsAsync);
        Assert.Equal(JournalCodes.FileDamaged, await folder.OpeningFailsAsync());
    }

    [Fact]
    public async Task A_stream_without_entries_is_found()
    {
        folder.Run("DELETE FROM entries WHERE stream = 3");

        Assert.Contains("server: all of its entries are missing", await FaultsAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(1, 4)]
    [InlineData(3, 6)]
    public async Task Two_rows_that_changed_places_are_found(int one, int other)
    {
        using (var places = Copy())
        {
            places.Run($"""
                UPDATE entries SET first_sequence = -first_sequence, stream = -stream WHERE position IN ({one}, {other});
                UPDATE entries SET
                    stream = (SELECT -stream FROM entries AS o WHERE o.position = {one} + {other} - entries.position),
                    first_sequence = (SELECT abs(first_sequence) FROM entries AS o WHERE o.position = {one} + {other} - entries.position)
                WHERE position = {one};
                """);
            Assert.NotEqual("", await FaultsAsync(places));
        }

        folder.Run($"""
            CREATE TEMP TABLE t AS SELECT * FROM entries WHERE position IN ({one}, {other});
            UPDATE entries SET payload = (SELECT payload FROM t WHERE t.position = {one} + {other} - entries.position),
                hash = (SELECT hash FROM t WHERE t.position = {one} + {other} - entries.position)
            WHERE position IN ({one}, {other});
            """);
        Assert.NotEqual("", await FaultsAsync());
    }

    [Fact]
    public async Task Rows_of_one_stream_that_changed_positions_are_found()
    {
        folder.Run("UPDATE entries SET position = 100 WHERE position = 1; UPDATE entries SET position = 1 WHERE position = 2; UPDATE entries SET position = 2 WHERE position = 100;");

        Assert.Contains("out of order", await FaultsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_that_changed_names_are_found()
    {
        folder.Run("UPDATE streams SET name = 'x' WHERE id = 1; UPDATE streams SET name = 'pool/acme/cad' WHERE id = 2; UPDATE streams SET name = 'pool/acme/sim' WHERE id = 1;");

        Assert.Contains("pool/acme/cad: entry 1 does not match", await FaultsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_who_needs_the_changed_entry_is_refused_and_one_who_does_not_is_served()
    {
        folder.Run("UPDATE entries SET payload = X'00' WHERE position = 2");
        await using var journal = await folder.OpenAsync();

        var error = await Assert.ThrowsAsync<JournalCorruptException>(() => TextAsync(journal, Cad));

        Assert.Equal(JournalCodes.ChainBroken, error.Code);
        await Assert.ThrowsAsync<JournalCorruptException>(() => TextAsync(journal, Cad, after: 1));
        Assert.Equal("three", await TextAsync(journal, Cad, after: 2));
        Assert.Equal("one two three", await TextAsync(journal, Sim));
    }

    [Theory]
    [InlineData("UPDATE entries SET payload = X'00' WHERE position = 3")]
    [InlineData("DELETE FROM entries WHERE stream = 3")]
    [InlineData("DELETE FROM entries WHERE position = 2")]
    public async Task A_journal_whose_last_entries_are_not_right_does_not_open(string damage)
    {
        folder.Run(damage);

        Assert.Equal(JournalCodes.ChainBroken, await folder.OpeningFailsAsync());
    }

    [Fact]
    public async Task The_script_of_the_documentation_says_the_same()
    {
        var script = Script().Match(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "journal.md"))).Groups[1].Value;
        Assert.NotEmpty(script);
        await File.WriteAllTextAsync(Path.Combine(folder.Folder, "verify.py"), script);

        Assert.Equal("pool/acme/cad 3 ok\npool/acme/sim 3 ok\nserver 1 ok\n", await RunScriptAsync());

        folder.Run("UPDATE entries SET at = at + 1 WHERE position = 5");
        Assert.Equal("pool/acme/cad 3 ok\npool/acme/sim 1 BROKEN after entry 1\nserver 1 ok\n", await RunScriptAsync());
    }

    [GeneratedRegex("```python\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Script();

    private async Task<string> RunScriptAsync()
    {
        var start = new ProcessStartInfo("python3", [Path.Combine(folder.Folder, "verify.py"), folder.File]) { RedirectStandardOutput = true };
        try
        {
            using var python = Process.Start(start)!;
            return await python.StandardOutput.ReadToEndAsync();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("there is no python3 here");
            return "";
        }
    }

    private JournalFolder Copy()
    {
        var copy = new JournalFolder();
        File.Copy(folder.File, copy.File);
        return copy;
    }

    private Task<string> FaultsAsync() => FaultsAsync(folder);

    private static async Task<string> FaultsAsync(JournalFolder folder)
    {
        using var reader = await SqliteJournalReader.OpenAsync(folder.File);
        var reports = await reader.VerifyAsync().ToListAsync();
        return string.Join('\n', reports.Where(report => report.Fault is not null).Select(report => $"{report.Stream}: {report.Fault}"));
    }

    /// <summary>Where in the file the payloads and hashes lie.</summary>
    private async Task<List<int>> PlacesAsync(byte[] file)
    {
        var places = new List<int>();
        using var reader = await SqliteJournalReader.OpenAsync(folder.File);
        await foreach (var entry in reader.ReadAsync(Cad, 0))
        {
            var at = file.AsSpan().IndexOf(entry.Hash.Span);
            places.AddRange(Enumerable.Range(at, entry.Hash.Length + entry.Payload.Length));
        }

        return places;
    }
}
