namespace Usher.Journal.Memory;

/// <summary>How an append to a <see cref="MemoryJournal"/> is made to fail.</summary>
public enum MemoryFault
{
    /// <summary>As a full disk: nothing is written, <see cref="JournalUnavailableException"/>.</summary>
    Unavailable,

    /// <summary>Nothing is written, <see cref="OutcomeUnknownException"/>.</summary>
    UnknownNotWritten,

    /// <summary>Everything is written, <see cref="OutcomeUnknownException"/>.</summary>
    UnknownWritten,

    /// <summary>Nothing is written, <see cref="AppendOutcome.Conflict"/>, as if another writer had been first.</summary>
    Conflict,
}
