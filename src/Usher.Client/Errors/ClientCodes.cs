namespace Usher.Client;

/// <summary>
/// The codes that the client itself makes; those that it passes on from a server are
/// <see cref="Usher.Protocol.ErrorCodes"/>. Each has a row in docs/errors.md.
/// </summary>
public static class ClientCodes
{
    /// <summary>No server of the list could be reached.</summary>
    public const string Unreachable = "USH3101";

    /// <summary>A server is connected but gave no answer in time.</summary>
    public const string NoAnswer = "USH3102";

    /// <summary>The connection ended.</summary>
    public const string ConnectionEnded = "USH3103";

    /// <summary>The peer does not speak this protocol: no TLS 1.3, no hello, bytes that are no frames.</summary>
    public const string NotAnUsher = "USH3104";

    /// <summary>The server refused the hello, or answered with something that does not belong.</summary>
    public const string UnexpectedAnswer = "USH3105";

    /// <summary>A server address cannot be read.</summary>
    public const string BadAddress = "USH3106";

    /// <summary>The client was disposed while it was asked.</summary>
    public const string ClientClosed = "USH3107";

    /// <summary>The client closed the connection because datagrams keep all its seats.</summary>
    public const string ConnectionRests = "USH3108";

    /// <summary>Plaintext was asked for to an address that is not loopback.</summary>
    public const string PlaintextRefused = "USH3110";

    /// <summary>The server showed no license signed by a trusted vendor.</summary>
    public const string NoLicenseShown = "USH3111";

    /// <summary>The vendor's license names other servers than the one that answered.</summary>
    public const string OtherServer = "USH3112";

    /// <summary>The server says another identity than its TLS key has.</summary>
    public const string IdentityFalse = "USH3113";

    /// <summary>The license that names the server has ended, or has not started.</summary>
    public const string LicenseNotInForce = "USH3114";

    /// <summary>The server's identity is not one of the pinned ones, or the callback said no.</summary>
    public const string IdentityNotAccepted = "USH3115";

    /// <summary>The license that the server showed is signed by another vendor, or was changed.</summary>
    public const string LicenseNotSound = "USH3116";

    /// <summary>The lease ran out: no server confirmed it in time.</summary>
    public const string LeaseRanOut = "USH3120";

    /// <summary>The lease was given back, or let go of, by this program.</summary>
    public const string LeaseReturned = "USH3121";

    /// <summary>No server is named, and none answered on the network.</summary>
    public const string NobodyAnswered = "USH3130";
}
