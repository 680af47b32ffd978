namespace Usher.Ports;

/// <summary>From how far away an address can be reached.</summary>
public enum AddressScope
{
    /// <summary>This machine only: 127.0.0.0/8, ::1.</summary>
    Loopback,

    /// <summary>The same cable or radio: 169.254.0.0/16, fe80::/10.</summary>
    LinkLocal,

    /// <summary>The organisation's own networks: RFC 1918, RFC 4193; carrier-grade NAT (RFC 6598) too.</summary>
    Private,

    /// <summary>Anywhere, if nothing in between forbids it.</summary>
    Public,
}
