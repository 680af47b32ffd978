using Google.Protobuf;
using Usher.Protocol;
using Wire = Usher.Protocol;

namespace Usher.Client;

/// <summary>From the words of the wire to those of the SDK.</summary>
internal static class FromWire
{
    internal static DateTimeOffset Time(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(
        Math.Clamp(unixMs, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    internal static DateTimeOffset? TimeOrNone(long unixMs) => unixMs == 0 ? null : Time(unixMs);

    /// <summary>The id; all zero when the bytes are not an id.</summary>
    internal static LeaseId Lease(ByteString bytes) => bytes.Length == WireLimits.IdBytes
        ? new LeaseId(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes.Span))
        : default;

    /// <summary>The request id; 0 when there is none.</summary>
    internal static UInt128 Request(ByteString bytes) => Lease(bytes).Value;

    internal static ByteString Id(UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[WireLimits.IdBytes];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return ByteString.CopyFrom(bytes);
    }

    internal static UsherProblem Problem(Problem problem) =>
        new(problem.Code, problem.Message, problem.Hint, problem.RetryAfterMs > 0);

    internal static Refusal Refusal(Problem problem, string asked) => new()
    {
        Code = problem.Code,
        Message = problem.Message,
        Hint = problem.Hint,
        Feature = problem.Feature.Length == 0 ? asked : problem.Feature,
        Counts = problem.Counts is { } counts ? Counts(counts) : null,
        Holders = [.. problem.Holders.Select(Holder)],
        HoldersTotal = (int)problem.HoldersTotal,
        FreeAt = TimeOrNone(problem.FreeAtUnixMs),
        Ahead = (int)problem.Ahead,
        Line = problem.Line,
        RetryAfter = problem.RetryAfterMs == 0 ? null : TimeSpan.FromMilliseconds(problem.RetryAfterMs),
    };

    internal static Refusal Refusal(WaitLost lost, string asked) => new()
    {
        Code = lost.Code,
        Message = lost.Message,
        Hint = lost.Hint,
        Feature = lost.Feature.Length == 0 ? asked : lost.Feature,
    };

    internal static SeatHolder Holder(LeaseInfo lease) => new()
    {
        Lease = Lease(lease.Lease),
        User = lease.User,
        Host = lease.Host,
        Display = lease.Display,
        Application = lease.Application,
        Feature = lease.Feature,
        Seats = (int)lease.Seats,
        State = lease.State,
        Since = Time(lease.SinceUnixMs),
        Until = TimeOrNone(lease.UntilUnixMs),
        Detached = lease.Detached,
        Connectionless = lease.Connectionless,
        Position = (int)lease.Position,
    };

    internal static ServerStatus Status(StatusAnswer answer) => new()
    {
        Server = answer.Server,
        ServerVersion = answer.ServerVersion,
        StartedAt = Time(answer.StartedUnixMs),
        Time = Time(answer.TimeUnixMs),
        Condition = answer.Condition,
        Features = [.. answer.Features.Select(Feature)],
    };

    private static FeatureStatus Feature(Wire.FeatureStatus feature) => new(
        feature.Feature,
        Counts(feature.Counts ?? new Counts()),
        (int)feature.QueueLength,
        [.. feature.Lines.Select(Line)]);

    private static LineStatus Line(Wire.LineStatus line) => new(
        line.Id,
        line.Version,
        (int)line.Seats,
        (int)line.Used,
        (int)line.Overdraft,
        TimeOrNone(line.StartsUnixMs),
        TimeOrNone(line.EndsUnixMs),
        line.State,
        line.Sharing);

    private static SeatCounts Counts(Counts counts) => new(
        (int)counts.Total,
        (int)counts.Active,
        (int)counts.Lingering,
        (int)counts.Reserved,
        (int)counts.Borrowed,
        (int)counts.Overdraft,
        (int)counts.Queued,
        (int)counts.Free);
}
