using System.Diagnostics;

namespace Usher.Ports.Tests;

/// <summary>Programs of the system.</summary>
internal static class Command
{
    /// <summary>Its standard output. A program that fails fails the test.</summary>
    public static string Run(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: exit code {process.ExitCode}");
        return output;
    }

    /// <summary>Starts it with its input and output in our hands.</summary>
    public static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
}
