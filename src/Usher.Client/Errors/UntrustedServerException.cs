using Usher.Licensing;

namespace Usher.Client;

/// <summary>A server answered, but nothing that the vendor signed names it. It was asked for nothing.</summary>
/// <remarks>A retry does not help: install a license that names the server, or correct the server's address.</remarks>
public sealed class UntrustedServerException : UsherException
{
    /// <summary>An exception for a problem.</summary>
    /// <param name="problem">What is wrong, and the cure.</param>
    /// <param name="identity">The server's identity; null when it could not be established.</param>
    /// <param name="expected">The identities that would have been accepted; empty when none is known.</param>
    public UntrustedServerException(
        UsherProblem problem, ServerIdentity? identity = null, IReadOnlyList<ServerIdentity>? expected = null)
        : base(problem, inner: null)
    {
        Identity = identity;
        Expected = expected ?? [];
    }

    /// <summary>The server's identity, proven by TLS; null when there is no TLS.</summary>
    public ServerIdentity? Identity { get; }

    /// <summary>The identities that a license or a pin names; empty when none is known.</summary>
    public IReadOnlyList<ServerIdentity> Expected { get; }
}
