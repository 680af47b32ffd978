namespace Usher.Cli.Diagnosis;

/// <summary>What one step of a diagnosis found.</summary>
/// <param name="Step">Which.</param>
/// <param name="Outcome">ok, warning, failed or skipped.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="Fault">What is wrong, with the cure; null when nothing is.</param>
internal sealed record Finding(string Step, string Outcome, string Detail, Fault? Fault = null)
{
    /// <summary>As it should be.</summary>
    public const string Ok = "ok";

    /// <summary>It works, and something should be looked at.</summary>
    public const string Warning = "warning";

    /// <summary>This is what is wrong.</summary>
    public const string Failed = "failed";

    /// <summary>Could not be tried, because an earlier step failed.</summary>
    public const string Skipped = "skipped";

    /// <summary>A step that went well.</summary>
    public static Finding Good(string step, string detail) => new(step, Ok, detail);

    /// <summary>A step that failed.</summary>
    public static Finding Bad(string step, Fault fault) => new(step, Failed, fault.Message, fault);
}
