namespace Usher.Cli.Output;

/// <summary>'usher backup --json'.</summary>
internal sealed record BackupJson(string File, long Bytes, DateTimeOffset MadeAt, string Identity, long Entries);
