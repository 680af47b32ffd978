using System.Net;
using Usher.Protocol;

namespace Usher.Server.Seats;

/// <summary>The answer to a hello.</summary>
internal static class Greeting
{
    private const int FeaturesMax = 1000;

    /// <summary>Who the server is, the licenses it holds of the vendors that the client trusts, and what it serves.</summary>
    public static ServerMessage ToWire(ClientMessage hello, SeatsHandler handler, EndPoint? local)
    {
        var welcome = new Welcome
        {
            Version = WireLimits.Version,
            Server = handler.Card.Identity,
            ServerVersion = handler.Card.Version,
            HeartbeatSeconds = (uint)handler.Limits.HeartbeatEvery.TotalSeconds,
            TimeUnixMs = handler.Clock.Now.ToUnixTimeMilliseconds(),
            Admin = handler.Card.AdminUrl(),
            RequestsInFlightMax = WireLimits.RequestsInFlightMax,
            IdleSeconds = (uint)handler.Limits.IdleMax.TotalSeconds,
            ValidationPort = hello.Hello.Datagrams ? (uint)(handler.Validation?.PortBeside(local) ?? 0) : 0,
        };
        foreach (var key in hello.Hello.VendorKeys.Distinct(StringComparer.Ordinal))
        {
            if (handler.Shelf.LicenseSignedBy(key) is { } license)
                welcome.Licenses.Add(license);
        }

        welcome.Features.Add(handler.Desk.Summaries
            .Where(summary => summary.IsLicensed)
            .Take(FeaturesMax)
            .Select(summary => summary.Pool.ToString()));
        return new ServerMessage { Id = hello.Id, Welcome = welcome };
    }
}
