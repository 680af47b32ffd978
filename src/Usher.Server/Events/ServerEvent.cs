using System.Text.Json.Serialization;
using Usher.Server.Access;
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
[JsonDerivedType(typeof(WaitCancelled), "wait-cancelled/1")]
[JsonDerivedType(typeof(UserAdded), "user-added/1")]
[JsonDerivedType(typeof(UserRemoved), "user-removed/1")]
[JsonDerivedType(typeof(PasswordSet), "password-set/1")]
[JsonDerivedType(typeof(RoleSet), "role-set/1")]
[JsonDerivedType(typeof(TokenIssued), "token-issued/1")]
[JsonDerivedType(typeof(TokenRevoked), "token-revoked/1")]
internal abstract record ServerEvent
{
    private protected ServerEvent()
    {
    }

    /// <summary>For whoever reads the audit: the same without hashes of passwords and tokens.</summary>
    internal virtual ServerEvent WithoutSecret() => this;
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
/// <summary>An operator took a waiting request out of the queue.</summary>
/// <param name="Feature"><c>vendor/feature</c>.</param>
/// <param name="Lease">The id of the lease that it waited for.</param>
/// <param name="Holder"><c>user@host</c>.</param>
/// <param name="By">Who did it.</param>
internal sealed record WaitCancelled(string Feature, string Lease, string Holder, string By) : ServerEvent;

/// <summary>Somebody may log in to the administration.</summary>
/// <param name="Name">Unique in either case.</param>
/// <param name="Role">What it may.</param>
/// <param name="Secret">Salted hash of the password.</param>
/// <param name="By">Who did it.</param>
internal sealed record UserAdded(string Name, Role Role, string Secret, string By) : ServerEvent
{
    /// <inheritdoc />
    internal override ServerEvent WithoutSecret() => this with { Secret = "" };
}

/// <summary>Somebody may no longer log in; the tokens of that user end with it.</summary>
/// <param name="Name">Of the user.</param>
/// <param name="By">Who did it.</param>
internal sealed record UserRemoved(string Name, string By) : ServerEvent;

/// <summary>A user has a new password.</summary>
/// <param name="Name">Of the user.</param>
/// <param name="Secret">Salted hash of the password.</param>
/// <param name="By">Who did it.</param>
internal sealed record PasswordSet(string Name, string Secret, string By) : ServerEvent
{
    /// <inheritdoc />
    internal override ServerEvent WithoutSecret() => this with { Secret = "" };
}

/// <summary>A user has another role.</summary>
/// <param name="Name">Of the user.</param>
/// <param name="Role">From now on.</param>
/// <param name="By">Who did it.</param>
internal sealed record RoleSet(string Name, Role Role, string By) : ServerEvent;

/// <summary>A token was made.</summary>
/// <param name="Id">Names it; no secret.</param>
/// <param name="Label">What it is for.</param>
/// <param name="Role">The most it may.</param>
/// <param name="Secret">SHA-256 of the token, in hex.</param>
/// <param name="Owner">The user whose it is; null: nobody's.</param>
/// <param name="ExpiresAt">By the server's clock.</param>
/// <param name="By">Who did it.</param>
/// <param name="Features">The only ones that it is for; null: all.</param>
internal sealed record TokenIssued(
    string Id, string Label, Role Role, string Secret, string? Owner, DateTimeOffset ExpiresAt, string By,
    IReadOnlyList<string>? Features = null) : ServerEvent
{
    /// <inheritdoc />
    internal override ServerEvent WithoutSecret() => this with { Secret = "" };
}

/// <summary>A token was taken back.</summary>
/// <param name="Id">Of the token.</param>
/// <param name="By">Who did it.</param>
internal sealed record TokenRevoked(string Id, string By) : ServerEvent;
