using Usher.Protocol;

namespace Usher.Server.Validation;

/// <summary>
/// Answers datagrams, one at a time, from memory alone: no lock, no lane, no journal, nothing allocated. One per receiving
/// thread. Whoever cannot prove to have the lease's key gets no answer.
/// </summary>
internal sealed class DatagramClerk(LeaseValidation validation) : IDisposable
{
    private readonly DatagramSeal seal = new();
    private readonly RecentKeys keys = new(validation.Keys);

    /// <summary>Reads one question and writes its answer.</summary>
    /// <param name="question">The datagram, of whatever length.</param>
    /// <param name="answer">Takes <see cref="WireLimits.DatagramBytes"/>: as much as every question has.</param>
    /// <returns>Why there is no answer; <see cref="DatagramDrop.None"/> when there is one.</returns>
    public DatagramDrop Handle(ReadOnlySpan<byte> question, Span<byte> answer)
    {
        switch (Datagram.Read(question, out var asked))
        {
            case DatagramFault.OtherVersion: return DatagramDrop.Version;
            case DatagramFault.Malformed: return DatagramDrop.Malformed;
        }

        if (!asked.IsQuestion)
            return DatagramDrop.Malformed;
        var key = keys.Of(asked.Lease);
        if (!seal.IsGenuine(question, key))
            return DatagramDrop.Forged;
        keys.Keep(asked.Lease, key);
        validation.Book.TryFind(asked.Lease, out var cell);
        if (Judge(asked, cell) is not { } said)
            return DatagramDrop.Replayed;
        seal.Write(said, key, answer);
        validation.Metrics.Answer(asked.Kind, said.Standing);
        return DatagramDrop.None;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        seal.Dispose();
        keys.Dispose();
    }

    private TimeSpan Beat(ValidationCell cell, DateTimeOffset now)
    {
        validation.Metrics.Seen(cell.Presence.LastSeen, now);
        return cell.Beat(now);
    }

    /// <summary>The answer to a genuine question; null when it is not to be answered twice.</summary>
    private Datagram? Judge(in Datagram asked, ValidationCell? cell)
    {
        if (asked.Boot != validation.Boot)
            return asked.Answer(LeaseStanding.Restarted, validation.Boot, ttlSeconds: 0);
        if (cell is null)
            return asked.Answer(LeaseStanding.AskOverTcp, validation.Boot, ttlSeconds: 0);
        if (!cell.TryAdvance(asked.Counter))
            return null;
        var now = validation.Clock.Now;
        var good = asked.Kind == DatagramKind.Heartbeat ? Beat(cell, now) : cell.Ask(now);
        // Rounded down: what is promised is never longer than what is kept.
        var seconds = (uint)Math.Clamp(good.Ticks / TimeSpan.TicksPerSecond, 0, uint.MaxValue);
        return asked.Answer(seconds > 0 ? LeaseStanding.Good : LeaseStanding.AskOverTcp, validation.Boot, seconds);
    }
}
