using Usher.Journal.Sqlite;
using static Usher.Journal.Tests.Sample;

namespace Usher.Journal.Tests.Sqlite;

/// <summary>What the disk and other programs can do to the file.</summary>
public sealed class StorageFaultTests : IDisposable
{
    private readonly JournalFolder folder = new();
    private readonly Sample sample = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_reopened_journal_has_everything_and_goes_on()
    {
        await using (var journal = await folder.OpenAsync())
            await sample.FillAsync(journal, Cad, "one", "two");

        await using var again = await folder.OpenAsync();

        Assert.IsType<AppendOutcome.Appended>(await again.AppendAsync(sample.Batch(Cad, 2, "three")));
        Assert.Equal("one two three", await TextAsync(again, Cad));
    }

    [Fact]
    public async Task A_second_server_on_the_same_file_is_refused_until_the_first_has_stopped()
    {
        await using (await folder.OpenAsync())
            Assert.Equal(JournalCodes.AlreadyOpen, await folder.OpeningFailsAsync());

        await using var next = await folder.OpenAsync();
    }

    [Fact]
    public async Task The_file_and_its_side_files_are_for_their_owner_alone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "files have no mode here");
        await using var journal = await folder.OpenAsync();
        await sample.FillAsync(journal, Cad, "one");

        Assert.All(new DirectoryInfo(folder.Folder).GetFiles(), file =>
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode));
    }

    [Fact]
    public async Task A_reader_from_outside_sees_what_a_running_server_has_written()
    {
        await using var journal = await folder.OpenAsync();
        await sample.FillAsync(journal, Cad, "one", "two");

        using var reader = await SqliteJournalReader.OpenAsync(folder.File);

        Assert.Null((await reader.VerifyAsync().SingleAsync()).Fault);
        Assert.Null(await reader.CheckFileAsync());
        Assert.Equal(2, (await reader.ListAsync())[0].LastSequence);
    }

    [Fact]
    public async Task While_another_program_holds_the_file_appends_fail_and_afterwards_they_work()
    {
        await using var journal = await folder.OpenAsync();
        await sample.FillAsync(journal, Cad, "one");
        using (var intruder = Database.OpenWriter(folder.File))
        {
            intruder.Execute(Sql.Begin);
            var error = await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.AppendAsync(sample.Batch(Cad, 1, "no")));
            Assert.Equal(JournalCodes.Locked, error.Code);
            intruder.Execute(Sql.Rollback);
        }

        Assert.IsType<AppendOutcome.Appended>(await journal.AppendAsync(sample.Batch(Cad, 1, "two")));
    }

    [Fact]
    public async Task Entries_of_another_writer_are_noticed_as_a_conflict()
    {
        await using var journal = await folder.OpenAsync();
        await sample.FillAsync(journal, Cad, "one");
        var entry = (await journal.ReadAsync(Cad, 0).SingleAsync());
        var id = sample.NextId();
        var hash = Chain.Next(entry.Hash.Span, Cad, 2, 1, id, Noon, "x"u8);
        folder.Run($"INSERT INTO entries VALUES (2, 1, 2, 1, X'{id:N}', {Noon.Ticks}, X'{Convert.ToHexString(hash)}', X'78')");

        Assert.Equal(new AppendOutcome.Conflict(Cad, 2), await journal.AppendAsync(sample.Batch(Cad, 1, "two")));
        Assert.Equal("one x", await TextAsync(journal, Cad));
    }

    [Fact]
    public async Task A_full_file_refuses_a_group_whole_and_smaller_ones_still_fit()
    {
        await using var journal = await folder.OpenAsync(settings => settings with { PagesMax = 40 });
        await sample.FillAsync(journal, Cad, "one");
        var large = sample.Batch(Append(Sim, 0, "small"), new StreamAppend(Cad, 1, 1, Noon, new byte[200_000]));

        var error = await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.AppendAsync(large));

        Assert.Equal(JournalCodes.DiskFull, error.Code);
        Assert.False(await journal.ContainsAsync(large.Id));
        Assert.IsType<AppendOutcome.Appended>(await journal.AppendAsync(sample.Batch(Append(Sim, 0, "fits"), Append(Cad, 1, "two"))));
        Assert.Equal(("one two", "fits"), (await TextAsync(journal, Cad), await TextAsync(journal, Sim)));
    }

    [Fact]
    public async Task A_full_disk_refuses_appends_until_there_is_room_again()
    {
        using var disk = await SmallDisk.MountAsync(folder.Folder, megabytes: 4);
        using var small = new JournalFolder(disk.Path);
        await using var journal = await small.OpenAsync();
        var ballast = Path.Combine(disk.Path, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[1_500_000]);
        var payload = new byte[50_000];
        var written = 0L;

        var error = await Assert.ThrowsAsync<JournalUnavailableException>(async () =>
        {
            for (; ; written++)
                await journal.AppendAsync(sample.Batch(new StreamAppend(Cad, written, 1, Noon, payload)));
        });
        Assert.Equal(JournalCodes.DiskFull, error.Code);
        Assert.True(written > 0);

        File.Delete(ballast);
        Assert.IsType<AppendOutcome.Appended>(await journal.AppendAsync(sample.Batch(new StreamAppend(Cad, written, 1, Noon, payload))));
        Assert.Equal((written + 1, null), await journal.VerifyAsync().Select(report => (report.Entries, report.Fault)).SingleAsync());
    }

    [Fact]
    public async Task A_read_only_disk_can_be_read_but_not_served_from()
    {
        using var disk = await SmallDisk.MountAsync(folder.Folder, megabytes: 4);
        using var small = new JournalFolder(disk.Path);
        await using (var journal = await small.OpenAsync())
            await sample.FillAsync(journal, Cad, "one");
        await disk.MakeReadOnlyAsync();

        Assert.Equal(JournalCodes.CannotOpen, await small.OpeningFailsAsync());
        using (var reader = await SqliteJournalReader.OpenAsync(small.File))
            Assert.Null((await reader.VerifyAsync().SingleAsync()).Fault);

        await disk.MakeWritableAsync();
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_named()
    {
        Directory.Delete(folder.Folder);

        Assert.Equal(JournalCodes.CannotOpen, await folder.OpeningFailsAsync());
        Directory.CreateDirectory(folder.Folder);
    }

    [Fact]
    public async Task A_damaged_page_is_reported_and_never_read_over()
    {
        await using (var journal = await folder.OpenAsync())
            await sample.FillAsync(journal, Cad, [.. Enumerable.Range(0, 300).Select(i => $"{i,100}")]);
        await DamageAsync(file => file.AsSpan(file.Length / 2, 4096).Fill(0xA5));

        using var reader = await SqliteJournalReader.OpenAsync(folder.File);

        Assert.NotNull(await reader.CheckFileAsync());
        Assert.Contains(await reader.VerifyAsync().ToListAsync(), report => report.Fault is not null);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5000)]
    [InlineData(9000)]
    public async Task A_shortened_file_is_refused(int bytes)
    {
        await using (var journal = await folder.OpenAsync())
            await sample.FillAsync(journal, Cad, "one", "two");
        await DamageAsync(_ => { }, bytes);

        Assert.Equal(JournalCodes.FileDamaged, await folder.OpeningFailsAsync());
    }

    [Fact]
    public async Task An_emptied_or_missing_file_is_not_taken_for_a_fresh_start()
    {
        await using (var journal = await folder.OpenAsync())
            await sample.FillAsync(journal, Cad, "one");

        await File.WriteAllBytesAsync(folder.File, []);
        Assert.Equal(JournalCodes.Vanished, await folder.OpeningFailsAsync());
        File.Delete(folder.File);
        Assert.Equal(JournalCodes.Vanished, await folder.OpeningFailsAsync());

        File.Delete(folder.File + ".lock");
        await using var anew = await folder.OpenAsync();
        Assert.Empty(await anew.ListAsync());
    }

    [Fact]
    public async Task A_cut_write_ahead_log_gives_back_a_whole_beginning_of_the_log()
    {
        using var crashed = new JournalFolder();
        await using (var journal = await folder.OpenAsync())
        {
            await sample.FillAsync(journal, Cad, "one", "two", "three");
            File.Copy(folder.File, crashed.File);
            var log = await File.ReadAllBytesAsync(folder.Log);
            await File.WriteAllBytesAsync(crashed.Log, log[..^4200]);
        }

        await using var recovered = await crashed.OpenAsync();

        Assert.Equal("one two", await TextAsync(recovered, Cad));
        Assert.Null((await recovered.VerifyAsync().SingleAsync()).Fault);
        Assert.IsType<AppendOutcome.Appended>(await recovered.AppendAsync(sample.Batch(Cad, 2, "again")));
    }

    [Fact]
    public async Task The_write_ahead_log_does_not_grow_without_bound()
    {
        var observer = new RecordingObserver();
        await using var journal = await folder.OpenAsync(settings => settings with { CheckpointPages = 100, Observer = observer });
        var payload = new byte[40_000];

        for (var i = 0; i < 100; i++)
            await journal.AppendAsync(sample.Batch(new StreamAppend(Cad, i, 1, Noon, payload)));

        Assert.InRange(new FileInfo(folder.Log).Length, 1, 150 * 4096);
        Assert.InRange(observer.Checkpoints.Count, 8, 15);
    }

    [Fact]
    public async Task Nor_when_every_server_is_killed_before_it_fills_the_log_by_itself()
    {
        var lives = Enumerable.Range(0, 8).Select(_ => new JournalFolder()).ToList();
        var payload = new byte[40_000];
        for (var life = 0; life + 1 < lives.Count; life++)
        {
            await using var journal = await lives[life].OpenAsync(settings => settings with { CheckpointPages = 100 });
            for (var i = 0; i < 5; i++)
                await journal.AppendAsync(sample.Batch(new StreamAppend(Cad, (life * 5) + i, 1, Noon, payload)));
            File.Copy(lives[life].File, lives[life + 1].File);
            File.Copy(lives[life].Log, lives[life + 1].Log);
        }

        Assert.InRange(new FileInfo(lives[^1].Log).Length, 1, 200 * 4096);
        lives.ForEach(life => life.Dispose());
    }

    private async Task DamageAsync(Action<byte[]> damage, int? length = null)
    {
        var file = await File.ReadAllBytesAsync(folder.File);
        damage(file);
        await File.WriteAllBytesAsync(folder.File, file[..(length ?? file.Length)]);
    }
}
