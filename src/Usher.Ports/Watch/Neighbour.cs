using System.Net;

namespace Usher.Ports;

/// <summary>What makes a listener the same as before after a restart: where it listens, as whom, and which program.</summary>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Endpoint">Address and port.</param>
/// <param name="User">The user, "-" when not visible.</param>
/// <param name="Program">Path of the executable, else the name of the process, else "-".</param>
public sealed record Neighbour(Transport Transport, IPEndPoint Endpoint, string User, string Program)
{
    private const string Unknown = "-";

    /// <summary>Of a listener.</summary>
    public static Neighbour Of(Listener listener) => new(
        listener.Transport, new(listener.Address, listener.Port), listener.User ?? Unknown,
        listener.Owner?.Executable ?? listener.Owner?.Process ?? Unknown);

    /// <summary>"tcp 0.0.0.0:27000 flexlm /opt/flexnet/lmgrd".</summary>
    public override string ToString() => $"{Transport.Name()} {Endpoint} {User} {Program}";

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out Neighbour? neighbour)
    {
        neighbour = null;
        if (text.Split(' ', 4) is [var name, var where, { Length: > 0 } user, { Length: > 0 } program]
            && TransportNames.TryParse(name, out var transport)
            && where.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(where, out var endpoint))
            neighbour = new(transport, endpoint, user, program);
        return neighbour is not null;
    }
}
