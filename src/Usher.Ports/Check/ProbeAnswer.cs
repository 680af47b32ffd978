namespace Usher.Ports;

/// <summary>What a listener did when asked who it is: for a TLS handshake, or on UDP by discovery.</summary>
public abstract record ProbeAnswer
{
    private ProbeAnswer()
    {
    }

    /// <summary>It proved to hold a key, and says that it is an Usher.</summary>
    /// <param name="Identity">SHA-256 of the public key in 64 lower-case hexadecimal digits.</param>
    public sealed record Usher(string Identity) : ProbeAnswer;

    /// <summary>It says that it is an Usher of an identity, and cannot prove to hold its key.</summary>
    /// <param name="Identity">That identity, in the same form.</param>
    public sealed record FalseUsher(string Identity) : ProbeAnswer;

    /// <summary>It speaks TLS, and says it is something else.</summary>
    /// <param name="Subject">The subject of its certificate; may be empty.</param>
    public sealed record OtherTls(string Subject) : ProbeAnswer;

    /// <summary>It answered with something that is not TLS, or hung up.</summary>
    public sealed record NoTls : ProbeAnswer;

    /// <summary>It did not answer in time.</summary>
    public sealed record Nothing : ProbeAnswer;
}
