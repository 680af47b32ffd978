using Usher.Journal.Sqlite;

namespace Usher.Journal.Tests.Sqlite;

/// <summary>A folder of its own for each test, gone afterwards.</summary>
internal sealed class JournalFolder : IDisposable
{
    private readonly bool isOwn;

    public JournalFolder(string? path = null)
    {
        isOwn = path is null;
        Folder = path ?? Directory.CreateTempSubdirectory("usher-journal-").FullName;
        File = Path.Combine(Folder, "journal.db");
    }

    public string Folder { get; }

    public string File { get; }

    public string Log => File + "-wal";

    public SqliteJournalSettings Settings => new() { Path = File, LockWait = TimeSpan.FromMilliseconds(50) };

    public ValueTask<SqliteJournal> OpenAsync(Func<SqliteJournalSettings, SqliteJournalSettings>? change = null) =>
        SqliteJournal.OpenAsync(change?.Invoke(Settings) ?? Settings, TimeProvider.System);

    /// <summary>Runs SQL on the closed file, as an intruder would.</summary>
    public void Run(string sql)
    {
        using var database = Database.OpenWriter(File);
        database.Execute(sql);
    }

    /// <summary>The code of the error that opening ends in.</summary>
    public async Task<string> OpeningFailsAsync() =>
        (await Assert.ThrowsAnyAsync<JournalException>(async () => await OpenAsync())).Code;

    public void Dispose()
    {
        if (isOwn)
            Directory.Delete(Folder, recursive: true);
    }
}
