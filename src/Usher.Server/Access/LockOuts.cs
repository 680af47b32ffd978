namespace Usher.Server.Access;

/// <summary>Counts failures under a key, a name or an address, and locks it for a while after too many. Safe on any thread.</summary>
/// <param name="after">Failures in a row before it is locked.</param>
/// <param name="lasts">How long it is locked, and a failure remembered.</param>
internal sealed class LockOuts(int after, TimeSpan lasts)
{
    /// <summary>Most keys that are remembered; above it the one that failed longest ago is forgotten.</summary>
    internal const int KeysMax = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Count, DateTimeOffset Last)> failures = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many keys are remembered.</summary>
    internal int Count
    {
        get
        {
            lock (gate)
                return failures.Count;
        }
    }

    /// <summary>How long a key is still locked; null: it is not.</summary>
    internal TimeSpan? Left(string key, DateTimeOffset now)
    {
        lock (gate)
        {
            return failures.TryGetValue(key, out var known) && known.Count >= after && now < known.Last + lasts
                ? known.Last + lasts - now
                : null;
        }
    }

    /// <summary>Counts a failure.</summary>
    /// <returns>Whether this one locked it.</returns>
    internal bool Fail(string key, DateTimeOffset now)
    {
        lock (gate)
        {
            var count = failures.TryGetValue(key, out var known) && now < known.Last + lasts ? known.Count + 1 : 1;
            if (count == 1 && failures.Count >= KeysMax && !failures.ContainsKey(key))
                failures.Remove(failures.MinBy(pair => pair.Value.Last).Key);
            failures[key] = (count, now);
            return count == after;
        }
    }

    /// <summary>Forgets the failures: somebody got it right.</summary>
    internal void Clear(string key)
    {
        lock (gate)
            failures.Remove(key);
    }
}
