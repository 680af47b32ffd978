using System.Text.Json;
using Usher.Journal;
using Usher.Server.Events;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Events;

/// <summary>What happened to the server, as the API tells it to everybody who may look. Who may what is told by the audit alone.</summary>
internal static class ServerEvents
{
    /// <summary>One event; null: it is told nobody here.</summary>
    internal static LiveEvent? Of(JournalEntry entry) => Read(entry) switch
    {
        ServerStarted started => new LiveEvent(EventTypes.ServerStarted, entry.At, Version: started.Version),
        ServerStopped => new LiveEvent(EventTypes.ServerStopped, entry.At),
        ClockWasSetBack back => new LiveEvent(EventTypes.ClockSetBack, entry.At, Message: back.Message),
        ClockRecovered => new LiveEvent(EventTypes.ClockRecovered, entry.At),
        LicenseAdded added => new LiveEvent(EventTypes.LicenseAdded, entry.At, License: added.Id, By: added.By),
        LicenseRemoved removed => new LiveEvent(EventTypes.LicenseRemoved, entry.At, License: removed.Id, By: removed.By),
        _ => null,
    };

    /// <summary>Of a newer version, perhaps: the start of the server would have said so.</summary>
    private static ServerEvent? Read(JournalEntry entry)
    {
        try
        {
            return JsonSerializer.Deserialize(entry.Payload.Span, ServerLogJson.Default.ServerEvent);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
