using System.Collections.Immutable;

namespace Usher.Core;

/// <summary>Seats found for a wish.</summary>
internal readonly record struct Placement(ImmutableArray<Draw> Draws, bool Overdraft);
