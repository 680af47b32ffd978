using System.Buffers;
using System.Globalization;
using System.Text;
using Usher.Core;
using Usher.Journal.History;
using Usher.Journal.Memory;
using Usher.Journal.Sqlite;
using Usher.Journal.Tests.Sqlite;

namespace Usher.Journal.Tests.History;

/// <summary>A journal in memory, a history in a folder of its own, and the words to fill and read both.</summary>
internal sealed class Ledger : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = Sample.Noon;
    public static readonly PoolId CadPool = new("acme", "cad");

    private static readonly string[] Tables = ["streams", "lines", "capacity", "sessions", "waits", "denials", "usage_minutes", "usage_hours"];

    private readonly JournalFolder folder = new();
    private readonly Sample sample = new();
    private readonly Dictionary<StreamId, long> ends = [];
    private int leases;

    public Ledger()
    {
        Settings = new HistorySettings { Path = Path.Combine(folder.Folder, HistorySettings.FileName), Share = 1 };
        Projector = NewProjector();
    }

    public MemoryJournal Journal { get; private set; } = new();

    public HandClock Clock { get; } = new(Noon);

    public Watch Watch { get; } = new();

    public HistorySettings Settings { get; set; }

    public HistoryProjector Projector { get; private set; }

    public HistoryReader Reader => new(Settings.Path);

    public HistoryProjector NewProjector() => new(Journal, Settings, Clock, Watch);

    /// <summary>Ends the projector and starts another one, as a restart of the server does.</summary>
    public async Task RestartAsync()
    {
        await Projector.DisposeAsync();
        Projector = NewProjector();
    }

    /// <summary>Another journal in the place of this one, as after a backup was restored.</summary>
    public async Task ReplaceJournalAsync()
    {
        Journal = new();
        ends.Clear();
        await RestartAsync();
    }

    /// <summary>Appends events of 'acme/cad' as one entry.</summary>
    public Task AppendAsync(params PoolEvent[] happened) => AppendAsync(CadPool, happened);

    public async Task AppendAsync(PoolId pool, params PoolEvent[] happened)
    {
        var stream = new StreamId($"pool/{pool}");
        var payload = new ArrayBufferWriter<byte>();
        foreach (var one in happened)
            EventCodec.Encode(one, payload);
        var expected = ends.GetValueOrDefault(stream);
        var append = new StreamAppend(stream, expected, happened.Length, happened[^1].At, payload.WrittenMemory);
        Assert.IsType<AppendOutcome.Appended>(await Journal.AppendAsync(sample.Batch(append)));
        ends[stream] = expected + happened.Length;
    }

    /// <summary>Projects everything, at that time after noon.</summary>
    public async Task ProjectAsync(TimeSpan at = default)
    {
        if (Noon + at > Clock.GetUtcNow())
            Clock.Advance(Noon + at - Clock.GetUtcNow());
        await Projector.CatchUpAsync();
    }

    public void DeleteHistory()
    {
        foreach (var file in (string[])[Settings.Path, Settings.Path + "-wal", Settings.Path + "-shm"])
            File.Delete(file);
    }

    /// <summary>Every row of every table, as text.</summary>
    public string Dump()
    {
        using var database = Database.OpenReader(Settings.Path);
        var text = new StringBuilder();
        foreach (var table in Tables)
        {
            var columns = database.Text($"SELECT group_concat('quote(' || name || ')', '|| '', '' ||') FROM pragma_table_info('{table}')");
            using var rows = database.Prepare($"SELECT {columns} FROM {table} ORDER BY 1");
            while (rows.Step())
                text.Append(CultureInfo.InvariantCulture, $"{table}: {rows.Text(0)}\n");
        }

        return text.ToString();
    }

    /// <summary>Runs SQL on the history, as somebody with a shell would.</summary>
    public void Run(string sql)
    {
        using var database = Database.OpenWriter(Settings.Path);
        database.Execute(sql);
    }

    public HistoryFilter All { get; } = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    public async Task<IReadOnlyList<SessionRecord>> SessionsAsync() => (await Reader.SessionsAsync(All, 1000)).Rows;

    public async Task<IReadOnlyList<DenialRecord>> DenialsAsync() => (await Reader.DenialsAsync(All, 1000)).Rows;

    public LeaseId NextLease() => new(new Guid(++leases, 0, 0, new byte[8]));

    public static DateTimeOffset At(double minutes) => Noon.AddMinutes(minutes);

    public static PoolEvent.LinesSet Lines(double at, params LicenseLine[] lines) => new(At(at), [.. lines]);

    public static LicenseLine Line(int seats, string id = "L1#0") => new(id, FeatureVersion.Any, seats);

    public static PoolEvent.LeaseGranted Grant(double at, LeaseId lease, string user = "ann", int seats = 1, string line = "L1#0") => new(
        At(at), new RequestId(lease.Value), lease, new Holder(user, $"{user}-pc"), seats, FeatureVersion.Parse("2.0"), [new Draw(line, seats)],
        TimeSpan.FromMinutes(15), At(at + 15), Detached: false, GrantKind.Direct, Overdraft: false);

    public static PoolEvent.LeaseEnded End(double at, LeaseId lease, EndReason reason = EndReason.Returned, string note = "", string by = "") =>
        new(At(at), lease, reason, note, by);

    public static PoolEvent.LeaseLingering Linger(double at, LeaseId lease) => new(At(at), lease, At(at + 1));

    public static PoolEvent.WaitStarted Wait(double at, LeaseId lease, string user = "bob", int seats = 1) => new(
        At(at), new RequestId(lease.Value), lease, new Holder(user, $"{user}-pc"), seats, FeatureVersion.Any,
        TimeSpan.FromMinutes(15), Detached: false, Priority: 0, At(at + 60));

    public static PoolEvent.CheckoutDenied Deny(double at, LeaseId lease, string user = "bob", DenialReason reason = DenialReason.AllSeatsTaken) =>
        new(At(at), new RequestId(lease.Value), lease, new Holder(user, $"{user}-pc"), 1, FeatureVersion.Any, reason);

    public async ValueTask DisposeAsync()
    {
        await Projector.DisposeAsync();
        folder.Dispose();
    }
}
