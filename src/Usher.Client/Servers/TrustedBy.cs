namespace Usher.Client;

/// <summary>Why a server is trusted.</summary>
public enum TrustedBy
{
    /// <summary>Not proven: plaintext on loopback.</summary>
    Nothing,

    /// <summary>A license signed by one of <see cref="UsherClientOptions.VendorKeys"/> names it.</summary>
    License,

    /// <summary>It is one of <see cref="UsherClientOptions.PinnedIdentities"/>.</summary>
    Pin,

    /// <summary><see cref="UsherClientOptions.AcceptIdentity"/> said yes.</summary>
    Callback,
}
