using System.Text.Json.Serialization;

namespace Usher.Server.Backup;

/// <summary>The JSON of backups and of what was restored from them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(BackupManifest))]
[JsonSerializable(typeof(RestoreMark))]
internal sealed partial class BackupJson : JsonSerializerContext;
