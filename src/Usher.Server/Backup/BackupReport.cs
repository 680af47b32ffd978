namespace Usher.Server.Backup;

/// <summary>A backup that was written.</summary>
/// <param name="File">Where, an absolute path.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="MadeAt">Everything that was acknowledged before is in it.</param>
/// <param name="Identity">Of the server.</param>
/// <param name="Entries">Entries of the journal, each checked.</param>
public sealed record BackupReport(string File, long Bytes, DateTimeOffset MadeAt, string Identity, long Entries);
