namespace Usher.Ports;

/// <summary>A listener and what the check thinks of it.</summary>
/// <param name="Listener">Who listens.</param>
/// <param name="Verdict">In one word.</param>
/// <param name="Reason">In one sentence.</param>
public sealed record Judgement(Listener Listener, Verdict Verdict, string Reason)
{
    /// <summary>What the port is for; null when nobody says.</summary>
    public PortUse? Use { get; init; }

    /// <summary>What to do about it, one sentence; null when nothing is to be done.</summary>
    public string? Hint { get; init; }

    /// <summary>The identity of the Usher that answered: SHA-256 of its public key in 64 lower-case hexadecimal digits.</summary>
    public string? Identity { get; init; }

    /// <summary>Whether somebody should look at it.</summary>
    public bool NeedsAttention => Verdict is not (Verdict.Other or Verdict.Expected);
}
