using Usher.Core;

namespace Usher.Journal.History;

/// <summary>Somebody who did not get seats.</summary>
/// <param name="Pool">Whose seats.</param>
/// <param name="Sequence">Number of the event in the pool's stream; with <paramref name="Pool"/> it names the denial.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Holder">Who asked, as the client said.</param>
/// <param name="Seats">For how many.</param>
/// <param name="Version">For which version.</param>
/// <param name="Cause">Why.</param>
/// <param name="Waited">How long it had waited in the queue; zero: refused at once.</param>
public sealed record DenialRecord(
    PoolId Pool, long Sequence, DateTimeOffset At, Holder Holder, int Seats, string Version, DenialCause Cause, TimeSpan Waited);
