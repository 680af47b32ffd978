using Usher.Client;

namespace Usher.Cli.Top;

/// <summary>What a server answered, both questions at about the same time.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Status">How full it is.</param>
/// <param name="Holders">Who holds seats and who waits.</param>
internal sealed record TopSight(string Address, ServerStatus Status, IReadOnlyList<SeatHolder> Holders);
