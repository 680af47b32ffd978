using Usher.Licensing;

namespace Usher.Client;

/// <summary>The server at the other end of the connection.</summary>
public sealed record ServerPeer
{
    /// <summary>The address that was asked for.</summary>
    public required ServerAddress Address { get; init; }

    /// <summary>The endpoint that answered, such as <c>192.0.2.7:1203</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Its identity: proven by TLS, or only said when <see cref="IsPlaintext"/>.</summary>
    public required ServerIdentity Identity { get; init; }

    /// <summary>No TLS: nothing is proven. Loopback only.</summary>
    public bool IsPlaintext { get; init; }

    /// <summary>The server's version.</summary>
    public required string Version { get; init; }

    /// <summary>"vendor/feature" that it serves, up to 1000.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>The licenses that it showed, JWS in compact form.</summary>
    public IReadOnlyList<string> Licenses { get; init; } = [];

    /// <summary>The server's clock when the connection was made: UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>How far the server's clock is ahead of this machine's, as of the hello; negative when behind.</summary>
    public TimeSpan ClockAhead { get; init; }

    /// <summary>https URL for management; null when there is none.</summary>
    public string? Admin { get; init; }

    /// <summary>How it came to be trusted: by a license, by its pinned identity, by the callback, or not at all (plaintext).</summary>
    public TrustedBy TrustedBy { get; init; }
}
