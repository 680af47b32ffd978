namespace Usher.Ports;

/// <summary>Codes of the port guard. Each has a row in docs/errors.md.</summary>
public static class PortsCodes
{
    /// <summary>The list of listeners cannot be read on this system.</summary>
    public const string CannotRead = "USH7001";

    /// <summary>A list of port names, or of accepted listeners, is not what it should be.</summary>
    public const string BadList = "USH7002";

    /// <summary>Nothing is known by that port number, service, manager or process.</summary>
    public const string UnknownPort = "USH7003";

    /// <summary>The port that a server wants is taken.</summary>
    public const string PortTaken = "USH7004";
}
