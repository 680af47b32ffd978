using Usher.Licensing;

namespace Usher.Cli.Admin;

/// <summary>A server's identity as the command line has it.</summary>
internal static class IdentityText
{
    /// <summary>Reads it.</summary>
    /// <exception cref="FaultException">It is none (USH5004).</exception>
    public static ServerIdentity Read(string text) => ServerIdentity.TryParse(text, out var identity)
        ? identity
        : throw FaultException.Usage(
            CliCodes.BadValue, $"--server-id '{text}' is no server's identity, which has 64 hexadecimal digits", "'usher id --data FOLDER' prints it");
}
