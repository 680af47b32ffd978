using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Usher.Cli.Admin;
using Usher.Cli.Servers;

namespace Usher.Cli.Output;

/// <summary>Every object that the command prints under --json, and the files it keeps. docs/cli-json.md has the shapes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, Converters = [typeof(UtcSeconds)])]
[JsonSerializable(typeof(FaultJson))]
[JsonSerializable(typeof(VersionJson))]
[JsonSerializable(typeof(VendorKeyJson))]
[JsonSerializable(typeof(VendorPublicKeyJson))]
[JsonSerializable(typeof(LicenseJson))]
[JsonSerializable(typeof(VerdictJson))]
[JsonSerializable(typeof(SeatJson))]
[JsonSerializable(typeof(CheckInJson))]
[JsonSerializable(typeof(RefusalJson))]
[JsonSerializable(typeof(WhoJson))]
[JsonSerializable(typeof(StatusJson))]
[JsonSerializable(typeof(DiagnosisJson))]
[JsonSerializable(typeof(DiscoverJson))]
[JsonSerializable(typeof(ConfigJson))]
[JsonSerializable(typeof(IdJson))]
[JsonSerializable(typeof(BackupJson))]
[JsonSerializable(typeof(RestoreJson))]
[JsonSerializable(typeof(CheckJson))]
[JsonSerializable(typeof(PortsJson))]
[JsonSerializable(typeof(PortsCheckJson))]
[JsonSerializable(typeof(PortChangeJson))]
[JsonSerializable(typeof(PortsAcceptJson))]
[JsonSerializable(typeof(PortsExposureJson))]
[JsonSerializable(typeof(HistoryJson))]
[JsonSerializable(typeof(DenialsJson))]
[JsonSerializable(typeof(SessionsJson))]
[JsonSerializable(typeof(ReportJson))]
[JsonSerializable(typeof(UserConfig))]
[JsonSerializable(typeof(LoginFile))]
[JsonSerializable(typeof(LoginJson))]
[JsonSerializable(typeof(LogoutJson))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>For people too: quotes and letters of all languages stay as they are; control characters never do.</summary>
    public static CliJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
