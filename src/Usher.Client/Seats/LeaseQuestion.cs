using Usher.Protocol;

namespace Usher.Client.Seats;

/// <summary>One question whether a lease is still good: by datagram where they get through, else over TCP.</summary>
internal sealed class LeaseQuestion(LeaseBook book, Lease lease)
{
    private TimeProvider Time => book.Options.TimeProvider;

    /// <summary>Asks. Takes at most the first wait for a datagram and the request timeout.</summary>
    internal async Task<LeaseCheck> AskAsync(CancellationToken cancellationToken)
    {
        if (lease.Ending is { } why)
            return new LeaseCheck.Gone(why);
        try
        {
            return await AskByDatagramAsync(cancellationToken).ConfigureAwait(false) ?? await AskOverTcpAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (UsherException error)
        {
            return UnlessGone(new LeaseCheck.Unknown(error.Problem));
        }
    }

    private LeaseCheck UnlessGone(LeaseCheck answer) => lease.Ending is { } why ? new LeaseCheck.Gone(why) : answer;

    /// <summary>A query: it moves no deadline, here or there. Null: datagrams cannot say.</summary>
    private async Task<LeaseCheck?> AskByDatagramAsync(CancellationToken cancellationToken)
    {
        if (lease.Line is not { } line || !book.Datagrams.Path.IsOpen)
            return null;
        var (answer, sentAt) = await book.Datagrams.AskAsync(lease, line, cancellationToken).ConfigureAwait(false);
        // The server was started anew: the line has its new name by now.
        if (answer?.Standing == LeaseStanding.Restarted)
            (answer, sentAt) = await book.Datagrams.AskAsync(lease, line, cancellationToken).ConfigureAwait(false);
        if (answer is not { Standing: LeaseStanding.Good } good)
            return null;
        var left = TimeSpan.FromSeconds(good.TtlSeconds) - Time.GetElapsedTime(sentAt);
        return left > TimeSpan.Zero ? UnlessGone(new LeaseCheck.Good(left)) : null;
    }

    private async Task<LeaseCheck> AskOverTcpAsync(CancellationToken cancellationToken)
    {
        // Meanwhile: a lease that was given back must not be asked for again.
        if (lease.Ending is { } why)
            return new LeaseCheck.Gone(why);
        if (lease.Detached)
            return await LookForItAsync(cancellationToken).ConfigureAwait(false);
        var asking = book.BeatFor(lease) is { } beating ? beating.WaitAsync(cancellationToken) : book.ResumeNowAsync(lease, cancellationToken);
        var isAnswered = await asking.ConfigureAwait(false);
        return UnlessGone(isAnswered && lease.Remaining > TimeSpan.Zero
            ? new LeaseCheck.Good(lease.Remaining)
            : new LeaseCheck.Unknown(book.Asker.GaveUp().Problem));
    }

    /// <summary>A detached lease lives by its time alone: any other question would make it longer.</summary>
    private async Task<LeaseCheck> LookForItAsync(CancellationToken cancellationToken)
    {
        var holders = await new Enquiries(book.Asker).WhoAsync(lease.Feature, cancellationToken).ConfigureAwait(false);
        if (holders.All(holder => holder.Lease != lease.Id))
            lease.Lose(SeatFaults.Gone(lease));
        return UnlessGone(lease.Remaining > TimeSpan.Zero
            ? new LeaseCheck.Good(lease.Remaining)
            : new LeaseCheck.Unknown(SeatFaults.RanOut(lease)));
    }
}
