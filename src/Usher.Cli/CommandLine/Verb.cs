namespace Usher.Cli.CommandLine;

/// <summary>A first word of the command line. Its options are only built when it is asked for.</summary>
/// <param name="Name">The word.</param>
/// <param name="Group">Under which heading the help lists it.</param>
/// <param name="Summary">One line.</param>
/// <param name="Create">Declares it.</param>
internal sealed record Verb(string Name, string Group, string Summary, Func<Surroundings, VerbCommand> Create);
