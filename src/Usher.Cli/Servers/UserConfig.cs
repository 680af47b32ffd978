using System.Text.Json;
using Usher.Cli.Files;
using Usher.Cli.Output;

namespace Usher.Cli.Servers;

/// <summary>The user's own settings: <c>$XDG_CONFIG_HOME/usher/config.json</c>. Comments and trailing commas are allowed.</summary>
internal sealed record UserConfig
{
    private static readonly CliJson _json = new(new JsonSerializerOptions(CliJson.Default.Options)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    });

    /// <summary>Addresses of servers, in the order of preference.</summary>
    public IReadOnlyList<string>? Servers { get; init; }

    /// <summary>File with the public key of the vendor whose licenses count; a relative path starts at the config's folder.</summary>
    public string? VendorKey { get; init; }

    /// <summary>The data folder of the server on this machine.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The file's settings; all empty when there is no file.</summary>
    /// <exception cref="FaultException">The file is not as it should be (USH5020).</exception>
    public static UserConfig Read(Surroundings surroundings)
    {
        var path = UserFolders.Config(surroundings, "config.json");
        if (!File.Exists(path))
            return new();
        try
        {
            return JsonSerializer.Deserialize(TextFiles.Read(path), _json.UserConfig) ?? new();
        }
        catch (JsonException error)
        {
            throw FaultException.Usage(
                CliCodes.BadConfig,
                $"{path}:{1 + error.LineNumber ?? 1}: {What(error)}",
                "known settings are \"servers\" (a list of texts), \"vendorKey\" and \"dataFolder\" (texts)");
        }
    }

    /// <summary>The vendor key's file with its folder.</summary>
    public string? VendorKeyPath(Surroundings surroundings) =>
        VendorKey is null ? null : Path.Combine(UserFolders.Config(surroundings, ""), VendorKey);

    private static string What(JsonException error) => error.Message.Contains("could not be mapped", StringComparison.Ordinal)
        ? $"there is no setting '{error.Path?.TrimStart('$', '.')}'"
        : error.Path is { Length: > 1 } path ? $"'{path.TrimStart('$', '.')}' is not what it should be" : "this is not JSON";
}
