namespace Usher.Cli.Servers;

/// <summary>Where the user's files are, by the XDG rules.</summary>
internal static class UserFolders
{
    /// <summary>A file in the user's folder of settings: <c>$XDG_CONFIG_HOME/usher</c>, or <c>~/.config/usher</c>.</summary>
    public static string Config(Surroundings surroundings, string file) => Path.Combine(
        surroundings.Variable("XDG_CONFIG_HOME") ?? Path.Combine(Home(surroundings), ".config"), "usher", file);

    /// <summary>The data folder: an option, <c>USHER_DATA</c>, the user's config, <c>$XDG_STATE_HOME/usher</c>, <c>~/.local/state/usher</c>.</summary>
    public static string Data(string? option, Surroundings surroundings) => Path.GetFullPath(
        option
        ?? surroundings.Variable("USHER_DATA")
        ?? UserConfig.Read(surroundings).DataFolder
        ?? Path.Combine(surroundings.Variable("XDG_STATE_HOME") ?? Path.Combine(Home(surroundings), ".local", "state"), "usher"));

    private static string Home(Surroundings surroundings) =>
        surroundings.Variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
}
