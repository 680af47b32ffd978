using System.Collections.Immutable;
using Usher.Core;

namespace Usher.Simulation.Plants;

/// <summary>Every line has one seat more than was sold. (The ledger is told the truth: see <c>Administrator</c>.)</summary>
internal sealed class OneSeatTooMany : Plant
{
    public override string Name => "one-seat-too-many";

    public override ImmutableArray<LicenseLine> InsteadOf(ImmutableArray<LicenseLine> lines) =>
        [.. lines.Select(line => line with { Seats = line.Seats + 1 })];
}
