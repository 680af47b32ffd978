namespace Usher.Cli;

/// <summary>How the command ended. docs/cli.md promises these to scripts.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A server said no: no seat, or no such lease.</summary>
    public const int Refused = 1;

    /// <summary>The command line or the user's settings are wrong.</summary>
    public const int Usage = 2;

    /// <summary>No server answered, or none that can be trusted.</summary>
    public const int NoServer = 3;

    /// <summary>A license, a key or a policy is not usable.</summary>
    public const int BadLicense = 4;

    /// <summary>A fault of this program or of the machine.</summary>
    public const int Internal = 5;

    /// <summary>'usher run': the command exists and cannot be executed, as in shells.</summary>
    public const int NotExecutable = 126;

    /// <summary>'usher run': there is no such command, as in shells.</summary>
    public const int NotFound = 127;

    /// <summary>Ended by Ctrl-C before it was done, as in shells: 128 and SIGINT's number.</summary>
    public const int Interrupted = 130;
}
