namespace Usher.Journal.History.Projection;

/// <summary>The history does not belong to the journal, as after a backup was restored. Made anew, never shown.</summary>
internal sealed class HistoryStaleException(string message) : Exception(message);
