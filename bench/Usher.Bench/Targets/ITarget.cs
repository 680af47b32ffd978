using System.Net;

namespace Usher.Bench.Targets;

/// <summary>A server under load, in a process of its own.</summary>
internal interface ITarget : IAsyncDisposable
{
    /// <summary>Where it listens.</summary>
    IPEndPoint Endpoint { get; }

    /// <summary>Whose CPU and memory are counted; null: a process that is not ours.</summary>
    int? ProcessId { get; }

    /// <summary>Whether connections start with TLS.</summary>
    bool Tls { get; }
}
