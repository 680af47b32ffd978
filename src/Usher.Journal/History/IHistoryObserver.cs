namespace Usher.Journal.History;

/// <summary>Told what the projector does, for metrics and logs. Return at once and do not throw.</summary>
public interface IHistoryObserver
{
    /// <summary>A batch was written.</summary>
    /// <param name="events">Events in it.</param>
    /// <param name="behind">Events of the same stream that were known to wait still.</param>
    /// <param name="elapsed">How long reading and writing took.</param>
    void Projected(int events, long behind, TimeSpan elapsed);

    /// <summary>All that the journal held when the round began is in the history.</summary>
    void CaughtUp();

    /// <summary>There was a history, and it is written anew from the journal. Not told when there simply was none.</summary>
    void Rebuilding(string why);

    /// <summary>The history cannot be written, or the journal not be read; nobody else is affected.</summary>
    /// <param name="error">Why, with its code and cure; anything but a <see cref="JournalException"/> is a bug.</param>
    /// <param name="retryIn">When it is tried again.</param>
    void Failed(Exception error, TimeSpan retryIn);

    /// <summary>Rows that were kept long enough are gone.</summary>
    void Pruned(int rows);
}
