using System.Globalization;

namespace Usher.Client;

/// <summary>Who and where this process is, as far as its environment tells.</summary>
internal static class Surroundings
{
    private static readonly string[] DisplayVariables = ["DISPLAY", "WAYLAND_DISPLAY", "SSH_TTY", "SESSIONNAME"];

    internal static string User => Environment.UserName;

    internal static string Host => Environment.MachineName;

    internal static string Display => DisplayVariables
        .Select(Environment.GetEnvironmentVariable)
        .FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "";

    internal static string Application => string.Create(
        CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(Environment.ProcessPath) ?? "process"} {Environment.ProcessId}");
}
