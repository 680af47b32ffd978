using System.Text.Json;
using Usher.Protocol;
using Usher.Server.Identity;

namespace Usher.Server.Backup;

/// <summary>
/// What a restored data folder says of itself, as <c>restored.json</c>: until when a server on it grants nothing new,
/// because seats that were granted after the backup may still be in use, and the journal does not know them.
/// </summary>
/// <param name="MadeAt">When the backup was made.</param>
/// <param name="RestoredAt">When it was restored.</param>
/// <param name="HoldUntil">Nothing new is granted before.</param>
internal sealed record RestoreMark(DateTimeOffset MadeAt, DateTimeOffset RestoredAt, DateTimeOffset HoldUntil)
{
    /// <summary>Its name in the data folder.</summary>
    internal const string FileName = "restored.json";

    /// <summary>Why nothing new is granted now; null: seats are.</summary>
    internal ServerFault? FaultAt(DateTimeOffset now) => now >= HoldUntil ? null : Fault;

    private ServerFault Fault { get; } = new(
        ErrorCodes.Restored,
        $"this server was restored from a backup of {MadeAt:yyyy-MM-dd HH:mm:ss}Z; nothing new is granted until {HoldUntil:yyyy-MM-dd HH:mm:ss}Z, "
        + "because seats that were granted after the backup may still be in use",
        $"wait; seats that the backup knows live on. If nobody can hold such a seat any more, remove {FileName} from the data folder and start the server again");

    /// <summary>Of a data folder; null when it was not restored.</summary>
    /// <exception cref="ServerStartException">It cannot be read (USH4101): a guess could give a seat away twice.</exception>
    internal static RestoreMark? Read(string dataFolder)
    {
        var path = Path.Combine(dataFolder, FileName);
        try
        {
            return File.Exists(path)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(path), BackupJson.Default.RestoreMark) ?? throw new JsonException("it is null")
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ServerStartException(FolderFaults.Unusable(path, error), error);
        }
    }

    /// <summary>Puts it into a data folder.</summary>
    internal void Write(string dataFolder) => PrivateFiles.Write(
        Path.Combine(dataFolder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, BackupJson.Default.RestoreMark), overwrite: true);
}
