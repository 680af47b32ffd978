using Usher.Core;

namespace Usher.Server.Management.Leases;

/// <summary>The wording of what can be wrong with a request for seats over HTTP, the refusal of seats aside.</summary>
internal static class LeaseFaults
{
    internal static ServerFault BodyTooLong() => new(
        ServerCodes.RequestTooLarge, $"the request is longer than {LeaseBody.BytesMax} bytes", "docs/api.md lists the fields with their limits");

    internal static ServerFault NotJson() => new(
        ServerCodes.NotJson, "the body does not say that it is JSON", "send the header 'Content-Type: application/json' ('curl --json' does)");

    internal static ServerFault BadField(string what) => AdminFaults.BadRequest(what);

    internal static ServerFault WrongSecret() => new(
        ServerCodes.WrongLeaseSecret,
        "this lease's secret was not shown",
        "send 'Authorization: Lease SECRET' with the secret that the answer to POST /api/v1/leases carried; operators revoke a lease without it");

    internal static ServerFault NotOverHttp() => new(
        ServerCodes.NoSeatsOverHttp,
        "this server gives no seats over HTTP",
        "take them over 1203/tcp, with a client library or 'usher run'; Access:TakeSeats in usher.json decides");

    internal static ServerFault KeyUsedOtherwise(LeaseId lease, int seats) => new(
        ServerCodes.KeyUsedOtherwise,
        $"the idempotency key was used for lease {lease} with {seats} seat{(seats == 1 ? "" : "s")}",
        "use a fresh random key for each lease, and the same one only to repeat the same request");
}
