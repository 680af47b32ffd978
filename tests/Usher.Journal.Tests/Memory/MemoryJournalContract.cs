using Usher.Journal.Memory;

namespace Usher.Journal.Tests.Memory;

public sealed class MemoryJournalContract : JournalContract
{
    protected override ValueTask<IJournal> OpenAsync() => new(new MemoryJournal());
}
