namespace Usher.Client.Datagrams;

/// <summary>Times of datagrams that nobody needs to set.</summary>
internal static class DatagramLimits
{
    /// <summary>For the first answer; each further try waits twice as long.</summary>
    internal static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(1);

    /// <summary>No answer is given up sooner, however short the lease.</summary>
    internal static readonly TimeSpan AnswerMin = TimeSpan.FromMilliseconds(100);

    /// <summary>Part of what is left of the lease that one answer may take.</summary>
    internal const int AnswersPerLife = 8;

    /// <summary>Twice as long with each try, but all of them must leave a short lease time to be asked about over TCP.</summary>
    /// <param name="lease">Asked about.</param>
    /// <param name="tries">Questions without an answer before this one; 0 and up.</param>
    internal static TimeSpan AnswerMaxOf(Lease lease, int tries)
    {
        var usual = AnswerMax * (1 << tries);
        var affordable = lease.Remaining / AnswersPerLife;
        return affordable < AnswerMin ? AnswerMin : affordable < usual ? affordable : usual;
    }

    /// <summary>Before datagrams are tried again after they were found blocked; doubled each time.</summary>
    internal static readonly TimeSpan RetryFirst = TimeSpan.FromMinutes(1);

    /// <summary>Longest time between tries while they are blocked.</summary>
    internal static readonly TimeSpan RetryMax = TimeSpan.FromHours(1);

    /// <summary>A connection that nobody needs is closed after so long without a request.</summary>
    internal static readonly TimeSpan RestAfter = TimeSpan.FromSeconds(5);

    /// <summary>Questions without an answer, one after the other, after which datagrams count as blocked.</summary>
    internal const int LostMax = 3;

    /// <summary>Leases of one connection up to which datagrams are used: for more, one message over TCP costs less.</summary>
    internal const int PerBeatMax = 16;

    /// <summary>Part of the connection's idle time after which life is shown over TCP too.</summary>
    internal const int PartOfIdle = 3;
}
