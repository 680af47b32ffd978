using System.CommandLine;

namespace Usher.Cli.CommandLine;

/// <summary>A command with examples and notes for its help page.</summary>
internal sealed class VerbCommand(string name, string description) : Command(name, description)
{
    /// <summary>Shown at the end of the help page.</summary>
    public List<Example> Examples { get; } = [];

    /// <summary>Lines between the options and the examples.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Adds an example.</summary>
    public VerbCommand Example(string line, string meaning)
    {
        Examples.Add(new(line, meaning));
        return this;
    }

    /// <summary>Adds a note, one line or a few.</summary>
    public VerbCommand Note(params string[] lines)
    {
        Notes.AddRange(lines);
        return this;
    }

    /// <summary>Sets what the command does.</summary>
    public VerbCommand Does(Func<ParseResult, Task<int>> action)
    {
        SetAction((parsed, _) => action(parsed));
        return this;
    }
}
