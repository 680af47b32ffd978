namespace Usher.Journal;

/// <summary>Something about the journal, with a stable code and a cure.</summary>
public abstract class JournalException(string code, string message, string hint, Exception? inner)
    : Exception(message, inner)
{
    /// <summary>A code of the table in docs/errors.md, <c>USH4nnn</c>.</summary>
    public string Code { get; } = code;

    /// <summary>What to do.</summary>
    public string Hint { get; } = hint;
}

/// <summary>The store cannot be used now and nothing was written. A retry helps once the cause is gone.</summary>
public sealed class JournalUnavailableException(string code, string message, string hint, Exception? inner = null)
    : JournalException(code, message, hint, inner);

/// <summary>What is stored cannot be right. A retry does not help; restore from a backup.</summary>
public sealed class JournalCorruptException(string code, string message, string hint, Exception? inner = null)
    : JournalException(code, message, hint, inner);

/// <summary>It is not known whether a commit happened. Look the batch up by its id; never guess.</summary>
public sealed class OutcomeUnknownException(string code, string message, string hint, Exception? inner = null)
    : JournalException(code, message, hint, inner);
