using Usher.Core;
using Usher.Protocol;

namespace Usher.Server.Seats;

/// <summary>Whether a hello is acceptable, and who it says is there.</summary>
internal static class HelloCheck
{
    private const int VendorKeysMax = 64;
    private const int KeyIdChars = 64;

    /// <summary>The holder that every request of the connection carries.</summary>
    /// <exception cref="ProtocolException">No common version, or a field is out of its range.</exception>
    public static Holder Read(Hello hello)
    {
        if (hello.VersionMin > WireLimits.Version || hello.VersionMax < WireLimits.Version)
        {
            throw new ProtocolException(
                ErrorCodes.VersionUnsupported,
                $"the client speaks protocol versions {hello.VersionMin} to {hello.VersionMax}, the server version {WireLimits.Version}");
        }

        Name("user", hello.User, 1);
        Name("host", hello.Host, 1);
        Name("display", hello.Display, 0);
        Name("application", hello.Application, 0);
        Name("agent", hello.Agent, 0);
        if (hello.VendorKeys.Count > VendorKeysMax)
            throw Bad($"{hello.VendorKeys.Count} vendor keys are more than {VendorKeysMax}");
        if (hello.VendorKeys.Any(key => key.Length != KeyIdChars))
            throw Bad($"a vendor key id has {KeyIdChars} hex digits");
        return new Holder(hello.User, hello.Host, hello.Display, hello.Application);
    }

    private static void Name(string field, string value, int charsMin)
    {
        if (value.Length < charsMin)
            throw Bad($"{field} is missing");
        if (value.Length > WireLimits.NameCharsMax)
            throw Bad($"{field} has {value.Length} characters; {WireLimits.NameCharsMax} are allowed");
        if (value.Any(char.IsControl))
            throw Bad($"{field} has a control character in it");
    }

    private static ProtocolException Bad(string message) => new(ErrorCodes.BadField, message);
}
