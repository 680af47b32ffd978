using Usher.Core;

namespace Usher.Journal.Tests.Codec;

/// <summary>One event of each kind, and its bytes. The bytes never change: journals in the field hold them.</summary>
internal sealed record Golden(PoolEvent Event, string Hex)
{
    private static readonly DateTimeOffset At = Sample.Noon;
    private static readonly LeaseId Lease = new(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"));
    private static readonly RequestId Request = new(Guid.Parse("f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfeff"));
    private static readonly Holder Ada = new("ada", "ws-17", ":0", "cad 42");
    private static readonly TimeSpan Ttl = TimeSpan.FromMinutes(15);

    public static IReadOnlyList<Golden> All { get; } =
    [
        new(new PoolEvent.LinesSet(At,
            [
                new LicenseLine("L#0", FeatureVersion.Parse("2.0"), Seats: 50),
                new LicenseLine("L#1", FeatureVersion.Parse("3"), 2, At, At.AddDays(1), TimeSpan.FromDays(14), Overdraft: 1, Sharing.User | Sharing.Host),
            ]),
            "0100A06D229048DF0802034C233003322E30640000000000034C23310133040100018080CEA6A5328080C49C8AC00502"
            + "03"),
        new(new PoolEvent.LeaseGranted(
            At, Request, Lease, Ada, Seats: 2, FeatureVersion.Parse("2.0"), [new Draw("L#0", 1), new Draw("L#1", 1)],
            Ttl, At + Ttl + TimeSpan.FromSeconds(2), Detached: true, GrantKind.FromQueue, Overdraft: true),
            "0200A06D229048DF08F0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF00112233445566778899AABBCCDDEEFF03616461057773"
            + "2D3137023A30066361642034320403322E3002034C233002034C23310280E8888743809C929A43010101"),
        new(new PoolEvent.LeaseResumed(At, Request, Lease, At + Ttl),
            "0300A06D229048DF08F0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF00112233445566778899AABBCCDDEEFF80E8888743"),
        new(new PoolEvent.LeaseRenewed(At, Lease, Ttl, At + Ttl), "0400A06D229048DF0800112233445566778899AABBCCDDEEFF80E888874380E8888743"),
        new(new PoolEvent.LeaseMoved(At, Lease, [new Draw("L#1", 2)], At + Ttl), "0500A06D229048DF0800112233445566778899AABBCCDDEEFF01034C23310480E8888743"),
        new(new PoolEvent.LeaseLingering(At, Lease, At.AddSeconds(30)), "0600A06D229048DF0800112233445566778899AABBCCDDEEFF808C8D9E02"),
        new(new PoolEvent.LeaseEnded(At, Lease, EndReason.Revoked, "audit", "root", At.AddMinutes(2)),
            "0700A06D229048DF0800112233445566778899AABBCCDDEEFF0405617564697404726F6F740180B0B4F808"),
        new(new PoolEvent.WaitStarted(At, Request, Lease, Ada, 1, FeatureVersion.Any, Ttl, Detached: false, Priority: -5, At.AddHours(1)),
            "0800A06D229048DF08F0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF00112233445566778899AABBCCDDEEFF03616461057773"
            + "2D3137023A300663616420343202013080E8888743000980A0A39C8C02"),
        new(new PoolEvent.WaiterAbsent(At, Lease, At.AddSeconds(30)), "0900A06D229048DF0800112233445566778899AABBCCDDEEFF808C8D9E02"),
        new(new PoolEvent.WaiterReturned(At, Lease), "0A00A06D229048DF0800112233445566778899AABBCCDDEEFF"),
        new(new PoolEvent.WaitEnded(At, Lease, WaitEndReason.TimedOut), "0B00A06D229048DF0800112233445566778899AABBCCDDEEFF02"),
        new(new PoolEvent.CheckoutDenied(At, Request, Lease, Ada, Seats: 300, FeatureVersion.Parse("2.1"), DenialReason.AllSeatsTaken),
            "0C00A06D229048DF08F0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF00112233445566778899AABBCCDDEEFF03616461057773"
            + "2D3137023A3006636164203432D80403322E3106"),
        new(new PoolEvent.ServiceResumed(At), "0D00A06D229048DF08"),
        new(new PoolEvent.ServiceResumed(At, Ttl), "0E00A06D229048DF0880E8888743"),
    ];
}
