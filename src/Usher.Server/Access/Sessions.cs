namespace Usher.Server.Access;

/// <summary>The sessions, in memory alone: a restart ends them all. Safe on any thread.</summary>
/// <param name="ids">Random bits.</param>
/// <param name="idleMax">A session that asks for nothing for so long ends.</param>
/// <param name="lifeMax">It ends after so long in any case.</param>
internal sealed class Sessions(IdSource ids, TimeSpan idleMax, TimeSpan lifeMax)
{
    /// <summary>Most sessions of one user; one more ends the one that was silent longest.</summary>
    internal const int PerUserMax = 20;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Session> open = new(StringComparer.Ordinal);

    /// <summary>How long one lasts at most.</summary>
    internal TimeSpan LifeMax => lifeMax;

    /// <summary>Starts one.</summary>
    /// <returns>What the cookie holds, and the session.</returns>
    internal (string Cookie, Session Session) Start(string user, DateTimeOffset now)
    {
        var cookie = TokenSecret.Make(ids);
        var session = new Session(TokenSecret.Hash(cookie), user, now);
        lock (gate)
        {
            foreach (var over in open.Values.Where(old => IsOver(old, now)).ToList())
                open.Remove(over.Key);
            foreach (var surplus in Of(user).OrderByDescending(old => old.SeenAt).Skip(PerUserMax - 1).ToList())
                open.Remove(surplus.Key);
            open.Add(session.Key, session);
        }

        return (cookie, session);
    }

    /// <summary>The session that a cookie names, which counts as a sign of life; null: none, or it is over.</summary>
    internal Session? Find(string cookie, DateTimeOffset now)
    {
        lock (gate)
        {
            if (!open.TryGetValue(TokenSecret.Hash(cookie), out var session))
                return null;
            if (IsOver(session, now))
            {
                open.Remove(session.Key);
                return null;
            }

            session.SeenAt = now;
            return session;
        }
    }

    /// <summary>Ends one.</summary>
    internal void End(Session session)
    {
        lock (gate)
            open.Remove(session.Key);
    }

    /// <summary>Ends all of a user, but for one that may go on.</summary>
    internal void EndAll(string user, Session? but = null)
    {
        lock (gate)
        {
            foreach (var session in Of(user).Where(session => session.Key != but?.Key).ToList())
                open.Remove(session.Key);
        }
    }

    /// <summary>When it ends if nothing more is asked for.</summary>
    internal DateTimeOffset EndOf(Session session) =>
        session.SeenAt + idleMax < session.StartedAt + lifeMax ? session.SeenAt + idleMax : session.StartedAt + lifeMax;

    private bool IsOver(Session session, DateTimeOffset now) => now >= EndOf(session);

    private IEnumerable<Session> Of(string user) =>
        open.Values.Where(session => session.User.Equals(user, StringComparison.OrdinalIgnoreCase));
}
