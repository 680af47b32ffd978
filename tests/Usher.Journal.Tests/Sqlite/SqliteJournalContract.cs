namespace Usher.Journal.Tests.Sqlite;

public sealed class SqliteJournalContract : JournalContract
{
    private readonly JournalFolder folder = new();

    protected override async ValueTask<IJournal> OpenAsync() => await folder.OpenAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }
}
