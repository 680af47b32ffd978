namespace Usher.Cli.Completion;

/// <summary>What may stand at a place of the command line.</summary>
internal enum CompletedValue
{
    /// <summary>Nothing: the option is a switch, or the command takes no more words.</summary>
    None,

    /// <summary>Something that only the user knows.</summary>
    Anything,

    /// <summary>A file or a folder.</summary>
    File,

    /// <summary>One of some words.</summary>
    Words,

    /// <summary>A command of the system and its arguments.</summary>
    Command,
}
