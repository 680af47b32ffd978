namespace Usher.Licensing;

/// <summary>One thing that is wrong with a license file, a key or a description, or worth a warning.</summary>
/// <param name="Code">One of <see cref="LicenseCodes"/>; stable, for programs.</param>
/// <param name="Message">What happened, one line, for people.</param>
/// <param name="Hint">The cure, one line: what to do or which command to run.</param>
public sealed record LicenseFault(string Code, string Message, string Hint)
{
    /// <summary>One line with code, message and hint.</summary>
    public override string ToString() => $"{Code}: {Message}; {Hint}";
}
