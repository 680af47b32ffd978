using System.Collections.Immutable;

namespace Usher.Core;

/// <summary>Explains refusals.</summary>
public sealed partial class Pool
{
    /// <summary>Most leases looked at to name the holders in one refusal.</summary>
    internal const int HoldersExaminedMax = 10_000;

    private Denial Explain(Checkout asked, DenialReason reason, DateTimeOffset now)
    {
        var full = reason is DenialReason.AllSeatsTaken or DenialReason.QueueFull;
        return new Denial(
            reason,
            Id,
            asked.Seats,
            asked.Version,
            Count(now),
            lines.Deciding(reason, asked.Version, now),
            HoldersFor(asked.Version),
            leases.Count,
            full ? new Forecast(lines, deadlines, EndOf).FreeAt(asked, now) : null,
            RetryAt(asked, reason, now),
            waiting.AheadOf(asked.Priority),
            NoteFor(asked, reason, now));
    }

    private ImmutableArray<LeaseView> HoldersFor(FeatureVersion version)
    {
        var shown = ImmutableArray.CreateBuilder<LeaseView>();
        var examined = 0;
        for (var lease = leases.Oldest; lease is not null; lease = lease.Newer)
        {
            if (shown.Count >= Settings.HoldersShownMax || ++examined > HoldersExaminedMax)
                break;
            if (lines.WouldDo(lease, version))
                shown.Add(View(lease));
        }

        return shown.DrainToImmutable();
    }

    private DateTimeOffset? RetryAt(Checkout asked, DenialReason reason, DateTimeOffset now) => reason switch
    {
        DenialReason.CoolingDown => memory.CoolingDown(asked.Holder, now)?.CoolDownUntil,
        DenialReason.NotYetValid or DenialReason.AllSeatsTaken or DenialReason.QueueFull =>
            lines.FirstToStart(asked.Version, now)?.StartsAt,
        _ => null,
    };

    private string NoteFor(Checkout asked, DenialReason reason, DateTimeOffset now) => reason switch
    {
        DenialReason.CoolingDown => memory.CoolingDown(asked.Holder, now)?.Note ?? "",
        DenialReason.LeaseIsOver => memory.FindEnded(asked.Lease)?.Ending is { } ending ? Tell(ending) : "the request left the queue",
        DenialReason.LeaseOfAnother => OwnerOf(asked.Lease) is { } owner ? $"it belongs to {owner}" : "",
        _ => "",
    };

    private Holder? OwnerOf(LeaseId id) =>
        leases.Find(id)?.Holder ?? waiting.Find(id)?.Holder ?? memory.FindEnded(id)?.Holder;

    private static string Tell(PoolEvent.LeaseEnded ending) => ending.Reason switch
    {
        EndReason.Returned => "it was given back",
        EndReason.Lapsed => "it lapsed without a sign of life",
        EndReason.LingerOver => "its client did not come back in time",
        EndReason.Revoked when ending.Note.Length > 0 => $"it was revoked: {ending.Note}",
        EndReason.Revoked => "it was revoked",
        EndReason.LicenseEnded => "its license ended",
        EndReason.LicenseRemoved => "its license was removed",
        _ => "",
    };
}
