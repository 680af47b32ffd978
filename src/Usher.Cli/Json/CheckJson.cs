using Usher.Server.Management.Contract;

namespace Usher.Cli.Output;

/// <summary>What 'check --json' prints when a server was asked.</summary>
/// <param name="Outcome">added, replaced, unchanged or refused.</param>
/// <param name="Usable">Whether 'license add' would take it.</param>
/// <param name="Change">Everything.</param>
internal sealed record CheckJson(string Outcome, bool Usable, LicenseChange Change);
