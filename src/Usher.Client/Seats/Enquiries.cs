using Usher.Client.Net;
using Usher.Protocol;

namespace Usher.Client.Seats;

/// <summary>Questions that need no lease of this client: status, who, and leases by their id.</summary>
internal sealed class Enquiries(Asker asker)
{
    /// <param name="lease">Which.</param>
    /// <param name="feature">Its feature; empty: the server looks for the lease.</param>
    /// <param name="request">By which this client holds it; 0: it does not.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    internal async ValueTask<bool> CheckInAsync(LeaseId lease, string feature, UInt128 request, CancellationToken cancellationToken)
    {
        var answer = await asker.AskAsync(() => Messages.CheckIn(lease, feature, request), cancellationToken).ConfigureAwait(false);
        return answer.Message.BodyCase switch
        {
            ServerMessage.BodyOneofCase.Returned => answer.Message.Returned.WasHeld,
            ServerMessage.BodyOneofCase.Denied => throw new RefusedException(FromWire.Refusal(answer.Message.Denied, feature)),
            _ => throw SeatFaults.Unexpected(answer.Message),
        };
    }

    internal async ValueTask<Renewal> RenewAsync(LeaseId lease, TimeSpan ttl, string feature, CancellationToken cancellationToken)
    {
        var answer = await asker.AskAsync(() => Messages.Renew(lease, feature, ttl), cancellationToken).ConfigureAwait(false);
        return RenewalIn(answer.Message, lease);
    }

    internal async ValueTask<ServerStatus> StatusAsync(IReadOnlyList<string> features, CancellationToken cancellationToken)
    {
        var answer = await asker.AskAsync(() => Status(features), cancellationToken).ConfigureAwait(false);
        return answer.Message.BodyCase == ServerMessage.BodyOneofCase.Status
            ? FromWire.Status(answer.Message.Status)
            : throw Refused(answer.Message, string.Join(", ", features));
    }

    /// <summary>Page by page; whoever moves from one page to another meanwhile is told once.</summary>
    internal async ValueTask<IReadOnlyList<SeatHolder>> WhoAsync(string feature, CancellationToken cancellationToken)
    {
        var found = new Dictionary<LeaseId, SeatHolder>();
        for (uint skip = 0; ;)
        {
            var page = await PageAsync(feature, skip, cancellationToken).ConfigureAwait(false);
            foreach (var holder in page.Leases.Select(FromWire.Holder))
                found[holder.Lease] = holder;
            skip += (uint)page.Leases.Count;
            if (page.Leases.Count == 0 || skip >= page.Total)
                return [.. found.Values];
        }
    }

    /// <exception cref="SeatLostException">The answer says that there is no such lease.</exception>
    internal static Renewal RenewalIn(ServerMessage message, LeaseId lease) => message.BodyCase switch
    {
        ServerMessage.BodyOneofCase.Renewed =>
            new(TimeSpan.FromSeconds(message.Renewed.TtlSeconds), FromWire.Time(message.Renewed.ExpiresAtUnixMs)),
        ServerMessage.BodyOneofCase.Denied => throw new SeatLostException(lease, FromWire.Problem(message.Denied)),
        ServerMessage.BodyOneofCase.LeaseLost => throw new SeatLostException(lease, SeatFaults.Lost(message.LeaseLost)),
        _ => throw SeatFaults.Unexpected(message),
    };

    private async Task<WhoAnswer> PageAsync(string feature, uint skip, CancellationToken cancellationToken)
    {
        var answer = await asker.AskAsync(
            () => new ClientMessage { Who = new WhoQuery { Feature = feature, Skip = skip, Take = WireLimits.WhoRowsMax } },
            cancellationToken).ConfigureAwait(false);
        return answer.Message.BodyCase == ServerMessage.BodyOneofCase.Who ? answer.Message.Who : throw Refused(answer.Message, feature);
    }

    private static ClientMessage Status(IReadOnlyList<string> features)
    {
        var query = new StatusQuery();
        query.Features.AddRange(features);
        return new ClientMessage { Status = query };
    }

    private static UsherException Refused(ServerMessage message, string feature) =>
        message.BodyCase == ServerMessage.BodyOneofCase.Denied
            ? new RefusedException(FromWire.Refusal(message.Denied, feature))
            : SeatFaults.Unexpected(message);
}
