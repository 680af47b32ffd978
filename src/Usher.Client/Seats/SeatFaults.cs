using Usher.Client.Net;
using Usher.Protocol;

namespace Usher.Client.Seats;

/// <summary>The wording of every way in which this side notices that a lease is over.</summary>
internal static class SeatFaults
{
    internal static UsherProblem RanOut(Lease lease) => new(
        ClientCodes.LeaseRanOut,
        $"the seat of '{lease.Feature}' ran out: no server confirmed it in time",
        "save the work and check out again when a server answers; run 'usher diagnose' to see why none did");

    internal static UsherProblem Gone(Lease lease) => new(
        ErrorCodes.LostUnknown,
        $"the server does not hold a seat of '{lease.Feature}' for this lease any more",
        "check out again");

    internal static UsherProblem Returned(Lease lease) => new(
        ClientCodes.LeaseReturned, $"the seat of '{lease.Feature}' was given back by this program", "check out again");

    internal static UsherProblem Lost(LeaseLost lost) => new(lost.Code, lost.Message, lost.Hint);

    internal static ServerUnavailableException Unexpected(ServerMessage message) => new(NetFaults.Unexpected(message));
}
