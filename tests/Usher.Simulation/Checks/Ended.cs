using Usher.Core;

namespace Usher.Simulation.Checks;

/// <summary>A lease that is over, as the events of the journal tell.</summary>
/// <param name="Seat">As it was.</param>
/// <param name="Reason">Why it is over.</param>
/// <param name="At">Since when, in true time.</param>
internal sealed record Ended(Seat Seat, EndReason Reason, TimeSpan At);
