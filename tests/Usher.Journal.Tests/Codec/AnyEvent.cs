using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Usher.Core;

namespace Usher.Journal.Tests.Codec;

/// <summary>Any event that can be written, the odd ones included: extreme times, empty and long names, negative numbers.</summary>
internal static class AnyEvent
{
    public static readonly Gen<DateTimeOffset> Instant = Gen.OneOf(
        Between(0, DateTimeOffset.MaxValue.Ticks),
        Gen.Constant(0L),
        Gen.Constant(DateTimeOffset.MaxValue.Ticks),
        Between(Sample.Noon.Ticks - TimeSpan.TicksPerDay, Sample.Noon.Ticks + TimeSpan.TicksPerDay))
        .Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private static readonly Gen<TimeSpan> Duration = Gen.OneOf(
        Between(0, TimeSpan.TicksPerDay), Gen.Constant(long.MinValue), Gen.Constant(long.MaxValue)).Select(ticks => new TimeSpan(ticks));

    private static readonly Gen<int> Number = Gen.OneOf(
        Gen.Choose(-3, 300), Gen.Constant(int.MinValue), Gen.Constant(int.MaxValue));

    private static readonly Gen<bool> Flag = Gen.Elements(true, false);

    private static readonly Gen<Guid> Id = Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value), 16)
        .Select(bytes => new Guid(bytes));

    // Through UTF-8 and back: what the wire can bring has no lone surrogates.
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Elements("", "ada", "ws-17", new string('x', 128), new string('界', 128), "zoë\0\n", "🎫"),
        ArbMap.Default.GeneratorFor<string?>().Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""))));

    private static readonly Gen<FeatureVersion> Version =
        Gen.Elements("", "0", "2", "2.0", "2026.11", "1.2.3", "1.2.3.4", "999999999.999999999.999999999.999999999").Select(FeatureVersion.Parse);

    private static readonly Gen<Holder> HolderOf = from user in Text from host in Text from display in Text from application in Text
                                                   select new Holder(user, host, display, application);

    private static readonly Gen<LeaseId> Lease = Id.Select(id => new LeaseId(id));

    private static readonly Gen<RequestId> Request = Id.Select(id => new RequestId(id));

    private static readonly Gen<ImmutableArray<Draw>> Draws =
        Gen.ListOf(from line in Text from seats in Number select new Draw(line, seats)).Select(draws => draws.ToImmutableArray());

    private static readonly Gen<LicenseLine> Line =
        from id in Text from version in Version from seats in Number from starts in Maybe(Instant) from ends in Maybe(Instant)
        from grace in Duration from overdraft in Number from sharing in Gen.Choose(0, 15)
        from linger in Gen.OneOf(Gen.Constant((TimeSpan?)null), Duration.Select(value => (TimeSpan?)value))
        select new LicenseLine(id, version, seats, starts, ends, grace, overdraft, (Sharing)sharing, linger);

    private static readonly Gen<PoolEvent> LinesSet =
        from at in Instant from lines in Gen.ListOf(Line)
        select (PoolEvent)new PoolEvent.LinesSet(at, [.. lines]);

    private static readonly Gen<PoolEvent> LeaseGranted =
        from at in Instant from request in Request from lease in Lease from holder in HolderOf from seats in Number
        from version in Version from draws in Draws from ttl in Duration from expires in Instant from detached in Flag
        from kind in Gen.Elements(Enum.GetValues<GrantKind>()) from overdraft in Flag from connectionless in Flag
        select (PoolEvent)new PoolEvent.LeaseGranted(at, request, lease, holder, seats, version, draws, ttl, expires, detached, kind, overdraft, connectionless && !detached);

    private static readonly Gen<PoolEvent> LeaseChanged =
        from at in Instant from request in Request from lease in Lease from ttl in Duration from until in Instant from draws in Draws
        from happened in Gen.Elements<PoolEvent>(
            new PoolEvent.LeaseResumed(at, request, lease, until),
            new PoolEvent.LeaseRenewed(at, lease, ttl, until),
            new PoolEvent.LeaseMoved(at, lease, draws, until),
            new PoolEvent.LeaseLingering(at, lease, until),
            new PoolEvent.WaiterAbsent(at, lease, until),
            new PoolEvent.WaiterReturned(at, lease),
            new PoolEvent.ServiceResumed(at, ttl > TimeSpan.Zero ? ttl : TimeSpan.Zero))
        select happened;

    private static readonly Gen<PoolEvent> LeaseEnded =
        from at in Instant from lease in Lease from reason in Gen.Elements(Enum.GetValues<EndReason>())
        from note in Text from revoker in Text from until in Maybe(Instant)
        select (PoolEvent)new PoolEvent.LeaseEnded(at, lease, reason, note, revoker, until);

    private static readonly Gen<PoolEvent> WaitStarted =
        from at in Instant from request in Request from lease in Lease from holder in HolderOf from seats in Number
        from version in Version from ttl in Duration from detached in Flag from priority in Number from until in Instant
        from connectionless in Flag
        select (PoolEvent)new PoolEvent.WaitStarted(at, request, lease, holder, seats, version, ttl, detached, priority, until, connectionless && !detached);

    private static readonly Gen<PoolEvent> WaitEnded =
        from at in Instant from lease in Lease from reason in Gen.Elements(Enum.GetValues<WaitEndReason>())
        select (PoolEvent)new PoolEvent.WaitEnded(at, lease, reason);

    private static readonly Gen<PoolEvent> CheckoutDenied =
        from at in Instant from request in Request from lease in Lease from holder in HolderOf from seats in Number
        from version in Version from reason in Gen.Elements(Enum.GetValues<DenialReason>())
        select (PoolEvent)new PoolEvent.CheckoutDenied(at, request, lease, holder, seats, version, reason);

    public static Gen<PoolEvent> Generator { get; } =
        Gen.OneOf(LinesSet, LeaseGranted, LeaseChanged, LeaseEnded, WaitStarted, WaitEnded, CheckoutDenied);

    /// <summary>An event in words that differ whenever the events do: records compare their lists by reference.</summary>
    public static string Words(PoolEvent happened) => happened switch
    {
        PoolEvent.LinesSet set => $"{set with { Lines = [] }} {string.Join('|', set.Lines.Select(Words))}",
        PoolEvent.LeaseGranted granted => $"{granted with { Draws = [] }} {string.Join('|', granted.Draws)} {granted.At.Ticks} {granted.ExpiresAt.Ticks} {granted.Ttl.Ticks}",
        PoolEvent.LeaseMoved moved => $"{moved with { Draws = [] }} {string.Join('|', moved.Draws)} {moved.At.Ticks} {moved.ExpiresAt.Ticks}",
        PoolEvent.LeaseResumed resumed => $"{resumed} {resumed.At.Ticks} {resumed.ExpiresAt.Ticks}",
        PoolEvent.LeaseRenewed renewed => $"{renewed} {renewed.At.Ticks} {renewed.ExpiresAt.Ticks}",
        PoolEvent.LeaseLingering lingering => $"{lingering} {lingering.At.Ticks} {lingering.Until.Ticks}",
        PoolEvent.LeaseEnded ended => $"{ended} {ended.At.Ticks} {ended.CoolDownUntil?.Ticks}",
        PoolEvent.WaitStarted started => $"{started} {started.At.Ticks} {started.Until.Ticks}",
        PoolEvent.WaiterAbsent absent => $"{absent} {absent.At.Ticks} {absent.Until.Ticks}",
        _ => $"{happened} {happened.At.Ticks}",
    };

    private static string Words(LicenseLine line) =>
        $"{line.Id} {line.Version} {line.Seats} {line.StartsAt?.Ticks} {line.EndsAt?.Ticks} {line.Grace.Ticks} {line.Overdraft} {line.Sharing} {line.LingerMax?.Ticks}";

    private static Gen<long> Between(long least, long most) =>
        from high in Gen.Choose(0, int.MaxValue - 1) from low in Gen.Choose(0, int.MaxValue - 1)
        select least + (long)((((UInt128)(uint)high << 31) | (uint)low) * (UInt128)(most - least) >> 62);

    private static Gen<DateTimeOffset?> Maybe(Gen<DateTimeOffset> some) =>
        Gen.OneOf(Gen.Constant((DateTimeOffset?)null), some.Select(value => (DateTimeOffset?)value));
}
