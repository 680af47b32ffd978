namespace Usher.Cli.Completion;

/// <summary>An option as a completion script knows it.</summary>
/// <param name="Names">All its names.</param>
/// <param name="Description">One line.</param>
/// <param name="Value">What comes after it.</param>
/// <param name="Words">The words that may come after it, if <see cref="CompletedValue.Words"/>.</param>
internal sealed record CompletedOption(IReadOnlyList<string> Names, string Description, CompletedValue Value, IReadOnlyList<string> Words);
