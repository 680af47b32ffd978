namespace Usher.Transcripts;

/// <summary>How a line stands in an alignment; the value is its mark in a unified diff.</summary>
internal enum StepKind
{
    /// <summary>Expected and there.</summary>
    Same = ' ',

    /// <summary>Expected, not there.</summary>
    Missing = '-',

    /// <summary>There, not expected.</summary>
    New = '+',
}

/// <summary>One line of an alignment.</summary>
/// <param name="Kind">Whether it was expected, there, or both.</param>
/// <param name="Line">The expected text, or the actual one if it is new. Without line end.</param>
internal sealed record Step(StepKind Kind, string Line);
