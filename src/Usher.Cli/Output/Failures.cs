using Usher.Client;
using Usher.Journal;
using Usher.Licensing;
using Usher.Ports;
using Usher.Server;

namespace Usher.Cli.Output;

/// <summary>Turns whatever a command throws into one message and an exit code.</summary>
internal static class Failures
{
    /// <summary>Prints it, as prose on standard error or as one object on standard output, and gives the exit code.</summary>
    public static int Report(Exception error, bool json, Surroundings surroundings)
    {
        if (error is OperationCanceledException && surroundings.Interrupted.IsCancellationRequested)
            return ExitCode.Interrupted;
        if (error is RefusedException refused)
            return Refused(refused.Refusal, json, surroundings);
        var (exitCode, faults) = Translate(error, surroundings);
        if (json)
            JsonOutput.Write(FaultJson.From(faults), CliJson.Readable.FaultJson, surroundings);
        else
            faults.ToList().ForEach(fault => Print(fault, surroundings.Error));
        return exitCode;
    }

    /// <summary>Two lines on standard error.</summary>
    public static void Print(Fault fault, TextWriter error)
    {
        error.WriteLine($"usher: error {fault.Code}: {fault.Message}");
        error.WriteLine($"usher: hint: {fault.Hint}");
    }

    private static (int ExitCode, IReadOnlyList<Fault> Faults) Translate(Exception error, Surroundings surroundings) => error switch
    {
        FaultException ours => (ours.ExitCode, ours.Faults),
        SeatLostException lost => (ExitCode.Refused, [Of(lost.Problem)]),
        UsherException client => (ExitCode.NoServer, [Of(client.Problem)]),
        LicenseException license => (ExitCodeOf(license.Fault), [.. license.Faults.Select(Of)]),
        ServerStartException start => ServerFaults.Of(start),
        PortsException ports => (ports.Code == PortsCodes.CannotRead ? ExitCode.Internal : ExitCode.Usage, [new(ports.Code, ports.Message, ports.Hint)]),
        JournalException journal => (ExitCode.Internal, [new(journal.Code, journal.Message, journal.Hint)]),
        _ => (ExitCode.Internal, [Unexpected(error, surroundings)]),
    };

    private static int Refused(Refusal refusal, bool json, Surroundings surroundings)
    {
        if (json)
            JsonOutput.Write(RefusalJson.From(refusal), CliJson.Readable.RefusalJson, surroundings);
        else
            RefusalPage.Write(refusal, surroundings.Error, surroundings.Now);
        return ExitCode.Refused;
    }

    /// <summary>A problem of the client library in the form of ours.</summary>
    public static Fault Of(UsherProblem problem) => new(problem.Code, problem.Message, problem.Hint);

    /// <summary>A license or key that cannot be used; but what somebody wants issued is a matter of the command line.</summary>
    public static int ExitCodeOf(LicenseFault fault) =>
        fault.Code == LicenseCodes.VendorName || fault.Code.StartsWith("USH104", StringComparison.Ordinal) ? ExitCode.Usage : ExitCode.BadLicense;

    /// <summary>A fault of the license library in the form of ours.</summary>
    public static Fault Of(LicenseFault fault) => new(fault.Code, fault.Message, fault.Hint);

    private static Fault Unexpected(Exception error, Surroundings surroundings)
    {
        if (surroundings.Variable("USHER_DEBUG") == "1")
            surroundings.Error.WriteLine(error);
        return new(
            CliCodes.Internal,
            $"something unexpected happened: {error.GetType().Name}: {FirstLine(error.Message)}",
            "run it again with USHER_DEBUG=1 in the environment to see the details, and report them");
    }

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd('\r');
}
