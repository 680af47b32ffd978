namespace Usher.Server.Management.Events;

/// <summary>The wording of what can be wrong with an event stream.</summary>
internal static class EventFaults
{
    internal static ServerFault Lost(EventId id) => new(
        ServerCodes.EventsLost,
        $"the event '{id}' is not in this server's journal: it was restored from a backup, or is another server's",
        "read the state anew (features, leases, queue); this stream goes on with what happens from now on");

    internal static ServerFault TooMany() => new(
        ServerCodes.TooManyStreams,
        $"{EventRoute.StreamsMax} event streams are open, as many as this server allows",
        "close those that nobody looks at, or try again later");
}
