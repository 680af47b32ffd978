namespace Usher.Cli.Output;

/// <summary>'usher restore --json'.</summary>
internal sealed record RestoreJson(string DataFolder, DateTimeOffset MadeAt, DateTimeOffset HoldUntil, string Identity, long Entries);
