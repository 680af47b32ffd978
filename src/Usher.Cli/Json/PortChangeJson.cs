namespace Usher.Cli.Output;

/// <summary>A line of 'ports watch --json'. Change: appeared, replaced or gone.</summary>
internal sealed record PortChangeJson(DateTimeOffset At, string Change, ListenerJson Listener);

/// <summary>What 'ports accept --json' prints.</summary>
internal sealed record PortsAcceptJson(string File, IReadOnlyList<string> Accepted);

/// <summary>What 'ports exposure --json' prints.</summary>
internal sealed record PortsExposureJson(IReadOnlyList<ReachJson> Reachable, string? Hint);

/// <summary>An address on which a listener can be reached. Scope: loopback, linkLocal, private or public.</summary>
internal sealed record ReachJson(string Transport, int Port, string Address, string Interface, string Scope, bool Trusted, string? Process, int? Pid);
