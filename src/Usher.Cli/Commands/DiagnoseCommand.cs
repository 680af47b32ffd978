using Usher.Cli.CommandLine;
using Usher.Cli.Diagnosis;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Client;

namespace Usher.Cli.Commands;

/// <summary>'usher diagnose': which step on the way to a seat fails, and why.</summary>
internal static class DiagnoseCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var feature = Options.Text("--feature", "FEATURE", "also take a seat of this one and give it back");
        var json = Options.Json();
        var command = new VerbCommand("diagnose", "Go the way to a seat step by step: name, TCP, TLS, trust, license, clock, service, checkout.")
        {
            feature, json,
        };
        var servers = new ServerOptionSet(command);
        return command
            .Note("Exit code 0: a server of the list is in order. 3: none can be reached or trusted. 1: it refuses the seat.")
            .Example("usher diagnose", "the server that this user's commands would ask")
            .Example("usher diagnose --server 1203@license1 --feature cad", "another one, with a trial checkout")
            .Does(parsed => RunAsync(servers.Of(parsed), parsed.GetValue(feature), parsed.GetValue(json), surroundings));
    }

    /// <summary>Diagnoses every server of the list and prints the findings.</summary>
    internal static async Task<int> RunAsync(ServerChoice choice, string? feature, bool json, Surroundings surroundings)
    {
        var found = new List<(ServerAddress Address, IReadOnlyList<Finding> Findings)>();
        foreach (var address in ServerDoor.Addresses(choice, surroundings))
            found.Add((address, await new ServerDiagnosis(address, choice, feature, surroundings).RunAsync()));
        var exitCode = found.Min(one => Verdict(one.Findings));
        if (json)
            Json(found, exitCode, surroundings);
        else
            Print(found, choice, surroundings);
        return exitCode;
    }

    /// <summary>0 in order, 1 refused, 3 not reached or not trusted: the lowest of several servers counts.</summary>
    internal static int Verdict(IReadOnlyList<Finding> findings) => findings.FirstOrDefault(one => one.Outcome == Finding.Failed) switch
    {
        null => ExitCode.Done,
        { Step: "checkout" } => ExitCode.Refused,
        _ => ExitCode.NoServer,
    };

    private static void Json(
        List<(ServerAddress Address, IReadOnlyList<Finding> Findings)> found, int exitCode, Surroundings surroundings) =>
        JsonOutput.Write(
            new DiagnosisJson(
                exitCode == ExitCode.Done,
                [.. found.Select(one => new DiagnosedServerJson(one.Address.ToString(), [.. one.Findings.Select(StepJson.From)]))]),
            CliJson.Readable.DiagnosisJson,
            surroundings);

    private static void Print(
        List<(ServerAddress Address, IReadOnlyList<Finding> Findings)> found, ServerChoice choice, Surroundings surroundings)
    {
        foreach (var (address, findings) in found)
        {
            surroundings.Output.WriteLine($"server {address} (from {ServerDoor.Named(choice, surroundings).Source})");
            foreach (var finding in findings)
                Print(finding, surroundings.Output);
        }
    }

    private static void Print(Finding finding, TextWriter output)
    {
        output.WriteLine($"  {finding.Step,-9} {finding.Outcome,-8} {(finding.Fault is { } fault ? $"{fault.Code}: " : "")}{finding.Detail}");
        if (finding.Fault is not null)
            output.WriteLine($"  {"",-9} {"",-8} hint: {finding.Fault.Hint}");
    }
}
