namespace Usher.Cli;

/// <summary>Codes of the command line and its settings. Each has a row in docs/errors.md.</summary>
internal static class CliCodes
{
    /// <summary>There is no such command.</summary>
    public const string UnknownCommand = "USH5001";

    /// <summary>There is no such option.</summary>
    public const string UnknownOption = "USH5002";

    /// <summary>An argument, an option or a subcommand is missing.</summary>
    public const string Missing = "USH5003";

    /// <summary>A value cannot be read, is out of its range, or does not go with another.</summary>
    public const string BadValue = "USH5004";

    /// <summary>A file cannot be read.</summary>
    public const string CannotRead = "USH5010";

    /// <summary>A file is there already, and is never overwritten.</summary>
    public const string FileExists = "USH5011";

    /// <summary>A file cannot be written.</summary>
    public const string CannotWrite = "USH5012";

    /// <summary>A passphrase is needed and there is no terminal to ask for it.</summary>
    public const string NoPassphrase = "USH5013";

    /// <summary>The passphrase and its repetition differ, or it is empty.</summary>
    public const string PassphraseMistyped = "USH5014";

    /// <summary>The user's config.json is not what it should be.</summary>
    public const string BadConfig = "USH5020";

    /// <summary>The list of known servers is not what it should be.</summary>
    public const string BadKnownServers = "USH5021";

    /// <summary>'run': there is no such command.</summary>
    public const string CommandNotFound = "USH5030";

    /// <summary>'run': the command cannot be executed.</summary>
    public const string CommandNotExecutable = "USH5031";

    /// <summary>'quickstart': the folder holds something.</summary>
    public const string FolderNotEmpty = "USH5040";

    /// <summary>'quickstart': the server did not become ready.</summary>
    public const string ServerNotReady = "USH5041";

    /// <summary>No server runs on the data folder.</summary>
    public const string NoServerOnFolder = "USH5050";

    /// <summary>The data folder belongs to another user.</summary>
    public const string FolderNotOurs = "USH5051";

    /// <summary>A server's administration cannot be reached.</summary>
    public const string AdminUnreachable = "USH5060";

    /// <summary>Others may read the file with the user's tokens.</summary>
    public const string LoginsExposed = "USH5061";

    /// <summary>The file with the user's tokens is not what it should be.</summary>
    public const string BadLogins = "USH5062";

    /// <summary>There is neither a login nor a token for a server.</summary>
    public const string NotLoggedIn = "USH5063";

    /// <summary>Nobody said that a server is the right one, and there is no terminal to ask.</summary>
    public const string IdentityUnknown = "USH5064";

    /// <summary>A server has another identity than the one that is expected.</summary>
    public const string IdentityChanged = "USH5065";

    /// <summary>A password is needed, and there is no terminal to ask for it.</summary>
    public const string NoPassword = "USH5066";

    /// <summary>A server elsewhere answers with a word that this command does not know.</summary>
    public const string ServerTooNew = "USH5067";

    /// <summary>A server was found on the network, and nothing says that it can be trusted.</summary>
    public const string FoundStrangers = "USH5070";

    /// <summary>A fault inside this program.</summary>
    public const string Internal = "USH5099";
}
