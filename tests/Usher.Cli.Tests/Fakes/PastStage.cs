using System.Buffers;
using Usher.Core;
using Usher.Journal;
using Usher.Journal.History;
using Usher.Journal.Memory;

namespace Usher.Cli.Tests.Fakes;

/// <summary>A stage whose data folder holds a history: what happened until noon of the fixed clock.</summary>
internal sealed class PastStage : IDisposable
{
    private static readonly PoolId _cad = new("acme", "cad");
    private int _leases;

    public Stage Stage { get; } = new();

    public List<PoolEvent> Story { get; } = [];

    /// <summary>Two seats since a day; ann holds one for the last three hours, bob had both from 9:00 to 10:00 and was refused at 8:00.</summary>
    public static async Task<PastStage> TypicalAsync(string bob = "bob")
    {
        var stage = new PastStage();
        stage.Story.Add(new PoolEvent.LinesSet(Hour(-24), [new LicenseLine("L1#0", FeatureVersion.Any, 2)]));
        stage.Story.Add(new PoolEvent.CheckoutDenied(
            Hour(-4), default, stage.Next(), new Holder(bob, "desk"), 1, FeatureVersion.Any, DenialReason.VersionTooHigh));
        var lease = stage.Next();
        stage.Grant(-3, lease, bob, seats: 1);
        stage.Grant(-3, stage.Next(), "ann", seats: 1);
        stage.Story.Add(new PoolEvent.LeaseEnded(Hour(-2), lease, EndReason.Returned));
        await stage.ProjectAsync();
        return stage;
    }

    public static DateTimeOffset Hour(double hours) => FixedClock.Noon.AddHours(hours);

    public LeaseId Next() => new(new Guid(++_leases, 0, 0, new byte[8]));

    public void Grant(double hour, LeaseId lease, string user, int seats) => Story.Add(new PoolEvent.LeaseGranted(
        Hour(hour), default, lease, new Holder(user, "desk", "", "cad 7"), seats, FeatureVersion.Any, [new Draw("L1#0", seats)],
        TimeSpan.FromHours(1), Hour(hour + 1), Detached: false, GrantKind.Direct, Overdraft: false));

    /// <summary>Writes the story into the history of the data folder.</summary>
    public async Task ProjectAsync()
    {
        var payload = new ArrayBufferWriter<byte>();
        foreach (var happened in Story)
            EventCodec.Encode(happened, payload);
        var append = new StreamAppend(new StreamId($"pool/{_cad}"), 0, Story.Count, Story[^1].At, payload.WrittenMemory);
        await using var journal = new MemoryJournal();
        await journal.AppendAsync(new Batch(new Guid(1, 0, 0, new byte[8]), [append]));
        var settings = new HistorySettings { Path = Stage.At(HistorySettings.FileName) };
        await using var projector = new HistoryProjector(journal, settings, Stage.Clock);
        await projector.CatchUpAsync();
    }

    public Task<int> RunAsync(params string[] words) => Stage.Run([.. words, "--data", Stage.Folder]);

    public void Dispose() => Stage.Dispose();
}
