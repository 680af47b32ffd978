namespace Usher.Cli.Children;

/// <summary>What 'run' does to its command when the seat is lost.</summary>
internal enum OnLost
{
    /// <summary>Says so on standard error, and lets it run.</summary>
    Warn,

    /// <summary>Says so, and asks the command to end (SIGTERM).</summary>
    Terminate,
}
