using Usher.Cli.Commands;

namespace Usher.Cli.CommandLine;

/// <summary>The help of 'usher' itself: every command in one line, by what it is for.</summary>
internal static class RootHelp
{
    /// <summary>Writes it.</summary>
    public static int Write(TextWriter output)
    {
        output.WriteLine($"{CommandTree.Description}.");
        output.WriteLine();
        output.WriteLine("Usage: usher COMMAND [OPTIONS]");
        var width = Verbs.All.Max(verb => verb.Name.Length);
        foreach (var group in Verbs.All.GroupBy(verb => verb.Group))
        {
            output.WriteLine();
            output.WriteLine($"{group.Key}:");
            foreach (var verb in group)
                output.WriteLine($"  {verb.Name.PadRight(width)}  {verb.Summary}");
        }

        output.WriteLine();
        output.WriteLine("'usher COMMAND --help' explains a command. New here? Run 'usher quickstart'.");
        return ExitCode.Done;
    }
}
