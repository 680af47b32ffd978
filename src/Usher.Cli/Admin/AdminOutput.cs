using System.Text.Encodings.Web;
using System.Text.Json;
using Usher.Cli.Output;
using Usher.Server.Management;

namespace Usher.Cli.Admin;

/// <summary>Objects of the administration API as the command prints them: the same shapes, times in whole seconds.</summary>
internal static class AdminOutput
{
    /// <summary>The serializer.</summary>
    public static AdminJson Json { get; } = new(new JsonSerializerOptions(AdminJson.Default.Options)
    {
        Converters = { new UtcSeconds() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
