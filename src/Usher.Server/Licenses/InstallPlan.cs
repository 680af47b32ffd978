using Usher.Licensing;

namespace Usher.Server.Licenses;

/// <summary>What installing a license would do, worked out before anything is done.</summary>
/// <param name="Outcome">What it comes to.</param>
/// <param name="Verdict">What reading the file came to.</param>
/// <param name="Faults">Why it cannot be installed; empty if it can.</param>
/// <param name="Warnings">What an administrator should know although it can.</param>
/// <param name="Before">The licenses as they are.</param>
/// <param name="After">The licenses as they would be; the same as before when it is refused or unchanged.</param>
internal sealed record InstallPlan(
    InstallOutcome Outcome,
    LicenseVerdict Verdict,
    IReadOnlyList<ServerFault> Faults,
    IReadOnlyList<ServerFault> Warnings,
    LicenseSet Before,
    LicenseSet After);
