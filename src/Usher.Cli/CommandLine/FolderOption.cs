using System.CommandLine;

namespace Usher.Cli.CommandLine;

/// <summary>The folder of a server on this machine.</summary>
internal static class FolderOption
{
    /// <summary>Declares it.</summary>
    public static Option<string?> Create() => Options.Text(
        "--data", "FOLDER", "the server's data folder (default: USHER_DATA, the user's config, ~/.local/state/usher)");
}
