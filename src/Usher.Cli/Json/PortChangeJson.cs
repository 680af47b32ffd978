using Usher.Server.Management.Contract;

namespace Usher.Cli.Output;

/// <summary>A line of 'ports watch --json'. Change: appeared, replaced or gone.</summary>
internal sealed record PortChangeJson(DateTimeOffset At, string Change, PortRow Listener);

/// <summary>What 'ports accept --json' prints.</summary>
internal sealed record PortsAcceptJson(string File, IReadOnlyList<string> Accepted);

/// <summary>What 'ports exposure --json' prints.</summary>
internal sealed record PortsExposureJson(IReadOnlyList<ReachJson> Reachable, string? Hint, DroppedJson? Dropped, string? ServerHint);

/// <summary>What the running server's trusted networks have kept out.</summary>
internal sealed record DroppedJson(string DataFolder, IReadOnlyList<string> Trusted, long Dropped, long Forgotten, IReadOnlyList<DroppedSource> Sources);

/// <summary>An address on which a listener can be reached. Scope: loopback, linkLocal, private or public.</summary>
internal sealed record ReachJson(string Transport, int Port, string Address, string Interface, string Scope, bool Trusted, string? Process, int? Pid);
