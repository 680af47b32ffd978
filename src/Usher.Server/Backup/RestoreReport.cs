namespace Usher.Server.Backup;

/// <summary>A backup that was restored.</summary>
/// <param name="Folder">The data folder, an absolute path.</param>
/// <param name="MadeAt">When the backup was made; what was granted later is not known.</param>
/// <param name="HoldUntil">A server on the folder grants nothing new before.</param>
/// <param name="Identity">Of the server.</param>
/// <param name="Entries">Entries of the journal, each checked.</param>
public sealed record RestoreReport(string Folder, DateTimeOffset MadeAt, DateTimeOffset HoldUntil, string Identity, long Entries);
