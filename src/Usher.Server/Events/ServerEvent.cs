using System.Text.Json.Serialization;
using Usher.Server.Management.Contract;

namespace Usher.Server.Events;

/// <summary>
/// What happened to the server itself, in the journal's stream <c>server</c>. A closed family. Each is one entry: a JSON
/// object whose <c>type</c> names event and version; what is written stays readable for ever.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ServerStarted), "started/1")]
[JsonDerivedType(typeof(ServerStopped), "stopped/1")]
[JsonDerivedType(typeof(ClockMarked), "clock-mark/1")]
[JsonDerivedType(typeof(ClockWasSetBack), "clock-set-back/1")]
[JsonDerivedType(typeof(ClockRecovered), "clock-recovered/1")]
[JsonDerivedType(typeof(LicenseAdded), "license-added/1")]
[JsonDerivedType(typeof(LicenseRemoved), "license-removed/1")]
[JsonDerivedType(typeof(LeaseRevoked), "lease-revoked/1")]
[JsonDerivedType(typeof(PortReported), "port-reported/1")]
internal abstract record ServerEvent
{
    private protected ServerEvent()
    {
    }
}

/// <summary>The server answers.</summary>
/// <param name="Version">Of Usher.</param>
/// <param name="Identity">The server's.</param>
/// <param name="Endpoints">Where it serves seats.</param>
/// <param name="Pid">Its process.</param>
internal sealed record ServerStarted(string Version, string Identity, IReadOnlyList<string> Endpoints, int Pid) : ServerEvent;

/// <summary>The server ended on request. An end without this entry was a crash.</summary>
internal sealed record ServerStopped : ServerEvent;

/// <summary>Time passed: an idle server notices a clock set back by it.</summary>
internal sealed record ClockMarked : ServerEvent;

/// <summary>The machine's clock was found behind; nothing is granted from here on.</summary>
/// <param name="Message">By how much.</param>
internal sealed record ClockWasSetBack(string Message) : ServerEvent;

/// <summary>The machine's clock is right again.</summary>
internal sealed record ClockRecovered : ServerEvent;

/// <summary>A license was installed, or a newer issue of it. This entry is what makes it installed.</summary>
/// <param name="Id">The license's id.</param>
/// <param name="Text">The whole file.</param>
/// <param name="By">Who did it.</param>
internal sealed record LicenseAdded(string Id, string Text, string By) : ServerEvent;

/// <summary>A license was removed.</summary>
/// <param name="Id">The license's id.</param>
/// <param name="By">Who did it.</param>
internal sealed record LicenseRemoved(string Id, string By) : ServerEvent;

/// <summary>An administrator took a lease away. The pool's own stream has the act; this is the audit of who asked.</summary>
/// <param name="Feature"><c>vendor/feature</c>.</param>
/// <param name="Lease">The lease's id.</param>
/// <param name="Holder"><c>user@host</c>.</param>
/// <param name="Reason">In the administrator's words.</param>
/// <param name="By">Who did it.</param>
internal sealed record LeaseRevoked(string Feature, string Lease, string Holder, string Reason, string By) : ServerEvent;

/// <summary>The guard saw that something changed on a watched port.</summary>
/// <param name="Change"><c>appeared</c>, <c>replaced</c> or <c>gone</c>.</param>
/// <param name="Listener">Who listens now, or listened until now.</param>
/// <param name="Before">Who listened before it was replaced; null: it was not.</param>
internal sealed record PortReported(string Change, PortRow Listener, string? Before) : ServerEvent;
