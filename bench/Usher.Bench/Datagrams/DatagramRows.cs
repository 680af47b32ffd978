using System.Globalization;
using System.Net;
using Usher.Bench.Targets;
using Usher.Protocol;

namespace Usher.Bench.Datagrams;

/// <summary>The rows about 1203/udp.</summary>
internal sealed class DatagramRows(BenchSettings settings, Action<string> progress)
{
    /// <summary>The heartbeats' row.</summary>
    public const string Heartbeats = "heartbeats by datagram";

    private const int LeasesAsked = 1_000;
    private const int QuestionsPerSecondMax = 300_000;

    /// <summary>Heartbeats, each authenticated, against a bare UDP echo.</summary>
    public async Task<BenchRow> HeartbeatsAsync()
    {
        await using var usher = await UsherTarget.StartAsync(settings, settings.Seats, tls: false);
        await using var echo = await DatagramEchoTarget.StartAsync(settings.UsherPath);
        await using var desk = await Desk.ConnectAsync(usher.Endpoint);
        using var leases = await desk.TakeAsync(settings.Feature, LeasesAsked, TimeSpan.Zero);
        var pairs = new List<(DatagramLoad.Result Usher, DatagramLoad.Result Echo)>();
        for (var round = 1; round <= settings.Rounds; round++)
        {
            progress($"{Heartbeats}: round {round} of {settings.Rounds}, sealing the questions");
            var questions = Seal(leases);
            progress($"{Heartbeats}: round {round} of {settings.Rounds}");
            pairs.Add((Load(leases.Server, usher, questions, IsGood), Load(echo.Endpoint, echo, questions, _ => true)));
        }

        var (figure, limit) = pairs.OrderBy(pair => pair.Usher.PerSecond / pair.Echo.PerSecond).ElementAt(pairs.Count / 2);
        progress($"{Heartbeats}: {Told(figure)}; by the echo {Told(limit)}");
        return BenchRow.Against(Heartbeats, figure.PerSecond, "datagrams/s", limit.PerSecond, Budgets.HeartbeatsToEcho, "bare UDP echo")
            .Using(figure.ServerCores, figure.ServerBytes);
    }

    private static bool IsGood(ReadOnlyMemory<byte> answer) =>
        answer.Span is [_, _, (byte)DatagramKind.HeartbeatAnswer, (byte)LeaseStanding.Good, ..];

    private static string Told(DatagramLoad.Result result) => string.Create(
        CultureInfo.InvariantCulture, $"{result.ServerMicroseconds:F1} µs of processor time each, {result.Lost} lost");

    private DatagramLoad.Result Load(IPEndPoint server, ITarget target, byte[] questions, Func<ReadOnlyMemory<byte>, bool> isAnswer) =>
        DatagramLoad.Run(server, target.ProcessId!.Value, questions, settings.WarmUp, settings.Duration, isAnswer);

    private byte[] Seal(KeyedLeases leases)
    {
        var count = (int)((settings.WarmUp + settings.Duration).TotalSeconds * QuestionsPerSecondMax);
        var questions = new byte[count * WireLimits.DatagramBytes];
        for (var index = 0; index < count; index++)
            leases.Ask(index % leases.Count, questions.AsSpan(index * WireLimits.DatagramBytes, WireLimits.DatagramBytes));
        return questions;
    }
}
