namespace Usher.Cli;

/// <summary>Ends the command with a fault and an exit code. <see cref="App"/> prints it.</summary>
internal sealed class FaultException(int exitCode, Fault fault) : Exception(fault.Message)
{
    /// <summary>One of <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>What to print.</summary>
    public Fault Fault { get; } = fault;

    /// <summary>A usage error.</summary>
    public static FaultException Usage(string code, string message, string hint) => new(Cli.ExitCode.Usage, new(code, message, hint));
}
