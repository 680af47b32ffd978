using System.Globalization;
using System.Net.Sockets;
using Usher.Protocol;

namespace Usher.Client.Net;

/// <summary>The wording of everything that can go wrong on the way to a server.</summary>
internal static class NetFaults
{
    private const string Diagnose = "run 'usher diagnose --server HOST:PORT' to see which step fails";

    internal static UsherProblem Ended() => new(
        ClientCodes.ConnectionEnded,
        "the server ended the connection",
        $"look at the server's log; if it ended at once, this machine's network may not be one that the server trusts; {Diagnose}",
        RetryHelps: true);

    internal static UsherProblem EndedInTls(ServerAddress server) => new(
        ClientCodes.ConnectionEnded,
        $"{server} ended the connection during the TLS handshake",
        $"check that an Usher server with TLS listens there, and that this machine's network is one that it trusts; {Diagnose}",
        RetryHelps: true);

    internal static UsherProblem NotFrames(string what) => new(
        ClientCodes.NotAnUsher,
        $"the peer does not speak Usher's protocol: {what}",
        $"check host and port, and that client and server are of matching versions; {Diagnose}");

    internal static UsherProblem NoTls(ServerAddress server, string why) => new(
        ClientCodes.NotAnUsher,
        $"{server} does not speak TLS 1.3 as an Usher server does: {OneLine(why)}",
        $"check host and port; a proxy that ends TLS in between cannot be used; {Diagnose}");

    internal static UsherProblem ClientClosed() => new(
        ClientCodes.ClientClosed, "the client was disposed", "keep the client for as long as seats are held");

    internal static UsherProblem AtRest() => new(
        ClientCodes.ConnectionRests,
        "nobody needs the connection: all seats are kept by datagrams",
        "nothing to do; it is made again when it is needed",
        RetryHelps: true);

    internal static UsherProblem NoAnswer(TimeSpan waited) => new(
        ClientCodes.NoAnswer,
        string.Create(CultureInfo.InvariantCulture, $"the server gave no answer within {waited.TotalSeconds:0.###} s"),
        $"try again; if it stays so, look at the server's log; {Diagnose}",
        RetryHelps: true);

    internal static UsherProblem Silent() => new(
        ClientCodes.NoAnswer, "the server did not answer a heartbeat", Diagnose, RetryHelps: true);

    internal static UsherProblem TimedOut(ServerAddress server, TimeSpan waited) => new(
        ClientCodes.Unreachable,
        string.Create(CultureInfo.InvariantCulture, $"{server} did not answer within {waited.TotalSeconds:0.###} s"),
        $"check that the machine is up and that no firewall drops port {server.Port}/tcp; {Diagnose}",
        RetryHelps: true);

    internal static UsherProblem Unreachable(ServerAddress server, SocketException error) => error.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => new(
            ClientCodes.Unreachable,
            $"nothing listens at {server}",
            $"start the server ('usher serve'), or correct host and port; {Diagnose}",
            RetryHelps: true),
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => new(
            ClientCodes.Unreachable,
            $"the name '{server.Host}' is not known",
            "check the spelling and the name service; an address works as well",
            RetryHelps: error.SocketErrorCode == SocketError.TryAgain),
        _ => Unreachable(server, (Exception)error),
    };

    internal static UsherProblem Unreachable(ServerAddress server, Exception error) => new(
        ClientCodes.Unreachable, $"{server} cannot be reached: {OneLine(error.Message)}", Diagnose, RetryHelps: true);

    internal static UsherProblem NoneOf(IReadOnlyList<UsherProblem> failures) => new(
        ClientCodes.Unreachable,
        $"none of {failures.Count} servers can be used: {string.Join("; ", failures.Select(failure => failure.Message))}",
        $"one of them is enough: {failures[0].Hint}",
        failures.Any(failure => failure.RetryHelps));

    internal static UsherProblem NobodyAnswered(TimeSpan waited) => new(
        ClientCodes.NobodyAnswered,
        string.Create(CultureInfo.InvariantCulture, $"no server is named, and none answered on the network within {waited.TotalSeconds:0.###} s"),
        "name the server; discovery reaches no further than the networks of this machine, and only servers that trust them and have it on",
        RetryHelps: true);

    internal static UsherProblem Unexpected(ServerMessage message) => new(
        ClientCodes.UnexpectedAnswer,
        $"the server gave an answer that does not belong to the question: {message.BodyCase}",
        "update client and server to matching versions");

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
