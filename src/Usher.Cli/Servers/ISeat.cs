using Usher.Client;

namespace Usher.Cli.Servers;

/// <summary>A seat that is held; disposing gives it back.</summary>
internal interface ISeat : IAsyncDisposable
{
    /// <summary>The lease.</summary>
    LeaseId Id { get; }

    /// <summary>"vendor/feature".</summary>
    string Feature { get; }

    /// <summary>How many seats.</summary>
    int Seats { get; }

    /// <summary>Until when without another sign of life, UTC.</summary>
    DateTimeOffset ExpiresAt { get; }

    /// <summary>It is above the licensed count.</summary>
    bool Overdraft { get; }

    /// <summary>Its license has ended and is in its grace.</summary>
    bool InGrace { get; }

    /// <summary>Fires when the seat must not be used any more.</summary>
    CancellationToken Lost { get; }

    /// <summary>Why it was lost.</summary>
    UsherProblem? LostReason { get; }
}
