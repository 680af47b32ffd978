namespace Usher.Cli;

/// <summary>Ends the command with one fault or several and an exit code. <see cref="App"/> prints them.</summary>
internal sealed class FaultException : Exception
{
    /// <summary>One fault.</summary>
    public FaultException(int exitCode, Fault fault) : this(exitCode, [fault])
    {
    }

    /// <summary>Everything that is wrong, at least one.</summary>
    public FaultException(int exitCode, IReadOnlyList<Fault> faults) : base(faults[0].Message) => (ExitCode, Faults) = (exitCode, faults);

    /// <summary>One of <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode { get; }

    /// <summary>The first fault.</summary>
    public Fault Fault => Faults[0];

    /// <summary>What to print.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>A usage error.</summary>
    public static FaultException Usage(string code, string message, string hint) => new(Cli.ExitCode.Usage, new Fault(code, message, hint));
}
