using Usher.Core;

namespace Usher.Journal.History;

/// <summary>A lease from its grant to its end.</summary>
/// <param name="Pool">Whose seats.</param>
/// <param name="Sequence">Number of the granting event in the pool's stream; with <paramref name="Pool"/> it names the session.</param>
/// <param name="Lease">Its id.</param>
/// <param name="Holder">Who, as the client said.</param>
/// <param name="Seats">How many.</param>
/// <param name="Version">The version asked for.</param>
/// <param name="Kind">At once, from the queue, or resumed late.</param>
/// <param name="Detached">Lived by its time alone.</param>
/// <param name="Connectionless">Lived by datagrams, without a connection.</param>
/// <param name="Overdraft">Granted above a line's count.</param>
/// <param name="GrantedAt">When it began.</param>
/// <param name="Waited">How long it had waited in the queue before.</param>
/// <param name="EndedAt">When it ended; null: it lives.</param>
/// <param name="Reason">Why it ended; null: it lives.</param>
/// <param name="Note">The administrator's words on a revoke; else empty.</param>
/// <param name="By">Who revoked; else empty.</param>
public sealed record SessionRecord(
    PoolId Pool,
    long Sequence,
    LeaseId Lease,
    Holder Holder,
    int Seats,
    string Version,
    GrantKind Kind,
    bool Detached,
    bool Connectionless,
    bool Overdraft,
    DateTimeOffset GrantedAt,
    TimeSpan Waited,
    DateTimeOffset? EndedAt,
    EndReason? Reason,
    string Note,
    string By);
