namespace Usher.Cli.Children;

/// <summary>A command that runs under a seat.</summary>
internal interface IChildProcess
{
    /// <summary>Completes with its exit code when it ends; 128 and the signal's number if a signal ended it.</summary>
    Task<int> Ended { get; }

    /// <summary>Asks it to end (SIGTERM); nothing happens if it has ended.</summary>
    void Terminate();
}
