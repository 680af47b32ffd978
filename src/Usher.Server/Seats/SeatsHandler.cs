using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;
using Usher.Core;
using Usher.Protocol;
using Usher.Server.Lanes;
using Usher.Server.Licenses;
using Usher.Server.Time;
using Usher.Server.Validation;

namespace Usher.Server.Seats;

/// <summary>Seats over 1203/tcp: one <see cref="Session"/> per connection. Goes behind <see cref="Door"/> and TLS.</summary>
internal sealed class SeatsHandler : ConnectionHandler, IDisposable
{
    private readonly ConcurrentDictionary<Session, bool> sessions = [];
    private readonly Desk desk;
    private readonly ILogger<SeatsHandler> logger;

    /// <param name="desk">Where seats are.</param>
    /// <param name="clock">The time that clients are told and heartbeats are noted in.</param>
    /// <param name="shelf">Licenses to show to clients.</param>
    /// <param name="card">What the server says of itself.</param>
    /// <param name="limits">Limits and times.</param>
    /// <param name="time">Hello and idle time-outs.</param>
    /// <param name="logger">For connections that broke the protocol, and the like.</param>
    public SeatsHandler(
        Desk desk,
        IServerClock clock,
        ILicenseShelf shelf,
        ServerCard card,
        SeatsSettings limits,
        TimeProvider time,
        ILogger<SeatsHandler> logger)
    {
        (this.desk, Clock, Shelf, Card, Limits, Time, this.logger) = (desk, clock, shelf, card, limits, time, logger);
        desk.LinesChanged += TellLinesChanged;
    }

    /// <summary>Where seats are.</summary>
    public Desk Desk => desk;

    /// <summary>The time that clients are told and heartbeats are noted in.</summary>
    public IServerClock Clock { get; }

    /// <summary>Licenses to show to clients.</summary>
    public ILicenseShelf Shelf { get; }

    /// <summary>What the server says of itself.</summary>
    public ServerCard Card { get; }

    /// <summary>Limits and times.</summary>
    public SeatsSettings Limits { get; }

    /// <summary>Hello and idle time-outs.</summary>
    public TimeProvider Time { get; }

    /// <summary>Hands over what datagrams take; null when the server listens for none.</summary>
    public LeaseValidation? Validation { get; init; }

    /// <summary>Where sessions count. Default: for nobody.</summary>
    public SeatsMetrics SeatsMetrics { get; init; } = SeatsMetrics.Unread;

    /// <summary>Sessions that have been welcomed and not ended.</summary>
    public int SessionCount => sessions.Count;

    /// <inheritdoc />
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        await using var session = new Session(this, connection, logger);
        var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        await using (stopping.Register(static session => ((Session)session!).Stop(), session))
            await session.RunAsync();
    }

    /// <summary>A session was welcomed: it hears what is told to all.</summary>
    public void Enter(Session session) => sessions[session] = true;

    /// <summary>A session ended.</summary>
    public void Leave(Session session) => sessions.TryRemove(session, out _);

    /// <inheritdoc />
    public void Dispose() => desk.LinesChanged -= TellLinesChanged;

    private void TellLinesChanged(PoolId pool)
    {
        var message = new ServerMessage { LicenseChanged = new() };
        message.LicenseChanged.Features.Add(pool.ToString());
        foreach (var session in sessions.Keys)
            session.Tell(message);
    }
}
