using System.Reflection;
using System.Runtime.InteropServices;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;

namespace Usher.Cli.Commands;

/// <summary>'usher version': which version this is.</summary>
internal static class VersionCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var json = Options.Json();
        return new VerbCommand("version", "Print the version of usher, of the runtime, and of the protocol it speaks.")
        {
            json,
        }
            .Example("usher version", "the version")
            .Example("usher version --json", "for a script")
            .Does(parsed => Task.FromResult(Run(parsed.GetValue(json), surroundings)));
    }

    /// <summary>Prints it.</summary>
    internal static int Run(bool json, Surroundings surroundings)
    {
        if (json)
            JsonOutput.Write(new VersionJson(Version, RuntimeInformation.FrameworkDescription, Platform, Protocol), CliJson.Readable.VersionJson, surroundings);
        else
            surroundings.Output.WriteLine($"usher {Version} ({RuntimeInformation.FrameworkDescription}, {Platform}, protocol {Protocol})");
        return ExitCode.Done;
    }

    /// <summary>The version of this program.</summary>
    internal static string Version { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private const uint Protocol = Usher.Protocol.WireLimits.Version;

    private static string Platform => RuntimeInformation.RuntimeIdentifier;
}
