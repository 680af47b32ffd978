using Usher.Licensing;
using Usher.Protocol;

namespace Usher.Client.Net;

/// <summary>From a link to a connection that may be used: hello, welcome, trust. Nothing else is sent before trust stands.</summary>
internal sealed class Door(UsherClientOptions options, Action<Connection, ServerMessage> onPush)
{
    private const string Unknown = "unknown";

    private static readonly string Agent =
        $"Usher.Client {typeof(Door).Assembly.GetName().Version?.ToString(fieldCount: 3)}";

    /// <exception cref="DialException">The server cannot be used.</exception>
    /// <exception cref="UntrustedServerException">The server must not be used.</exception>
    internal async Task<Connection> EnterAsync(Link link, ServerAddress server, CancellationToken cancellationToken)
    {
        var connection = new Connection(link, options.TimeProvider, onPush);
        try
        {
            var answer = await connection.AskAsync(
                new ClientMessage { Hello = MakeHello() }, onAnswer: null, cancellationToken).ConfigureAwait(false);
            var welcome = Expect(answer.Message);
            var peer = Meet(link, server, welcome);
            var trusted = await Trust.JudgeAsync(peer, options).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            connection.Peer = peer with { TrustedBy = trusted };
            connection.HeartbeatEvery = welcome.HeartbeatSeconds == 0
                ? NetLimits.HeartbeatDefault
                : TimeSpan.FromSeconds(welcome.HeartbeatSeconds);
            connection.IdleMax = TimeSpan.FromSeconds(welcome.IdleSeconds);
            connection.LimitTo(welcome.RequestsInFlightMax == 0 ? WireLimits.RequestsInFlightMax : (int)Math.Min(welcome.RequestsInFlightMax, int.MaxValue));
            return connection;
        }
        catch (Exception error)
        {
            connection.End(NetFaults.ClientClosed());
            await connection.DisposeAsync().ConfigureAwait(false);
            throw error is ConnectionEndedException ended ? new DialException(ended.Problem, ended) : error;
        }
    }

    private Hello MakeHello()
    {
        var hello = new Hello
        {
            VersionMin = WireLimits.Version,
            VersionMax = WireLimits.Version,
            User = Name(options.User, Unknown),
            Host = Name(options.Host, Unknown),
            Display = Name(options.Display, ""),
            Application = Name(options.Application, ""),
            Agent = Agent,
            Datagrams = true,
        };
        hello.VendorKeys.AddRange(options.VendorKeys.Select(key => key.Id));
        return hello;
    }

    private static string Name(string? text, string instead)
    {
        var name = string.IsNullOrWhiteSpace(text) ? instead : text.Trim();
        var line = string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));
        return line.Length <= WireLimits.NameCharsMax ? line : line[..WireLimits.NameCharsMax];
    }

    private static Welcome Expect(ServerMessage message) => message.BodyCase switch
    {
        ServerMessage.BodyOneofCase.Welcome => message.Welcome,
        ServerMessage.BodyOneofCase.Failed when message.Failed.Code == ErrorCodes.NoLicenseOfVendor =>
            throw new UntrustedServerException(FromWire.Problem(message.Failed)),
        ServerMessage.BodyOneofCase.Failed => throw new DialException(FromWire.Problem(message.Failed)),
        _ => throw new DialException(NetFaults.Unexpected(message)),
    };

    private ServerPeer Meet(Link link, ServerAddress server, Welcome welcome)
    {
        if (!ServerIdentity.TryParse(welcome.Server, out var said))
            throw new DialException(NetFaults.NotFrames("its welcome has no identity"));
        if (link.Identity is { } proven && proven != said)
            throw new UntrustedServerException(TrustFaults.IdentityFalse(said.ToString(), proven), proven, [said]);
        var time = FromWire.Time(welcome.TimeUnixMs);
        return new ServerPeer
        {
            Address = server,
            Endpoint = link.Endpoint,
            Identity = said,
            IsPlaintext = link.Identity is null,
            Version = welcome.ServerVersion,
            Features = [.. welcome.Features],
            Licenses = [.. welcome.Licenses],
            Time = time,
            ClockAhead = time - options.TimeProvider.GetUtcNow(),
            Admin = welcome.Admin.Length == 0 ? null : welcome.Admin,
        };
    }
}
