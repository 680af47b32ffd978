namespace Usher.Server.Backup;

/// <summary>What a backup says of itself, as <c>backup.json</c> in it.</summary>
/// <param name="Format">1.</param>
/// <param name="Version">Of the Usher that made it.</param>
/// <param name="MadeAt">When: nothing that was granted later is in it. By the clock of the machine that made it.</param>
/// <param name="Identity">Of the server.</param>
internal sealed record BackupManifest(int Format, string Version, DateTimeOffset MadeAt, string Identity)
{
    /// <summary>The format that this version writes and reads.</summary>
    internal const int Newest = 1;

    /// <summary>Its name in the backup.</summary>
    internal const string FileName = "backup.json";
}
