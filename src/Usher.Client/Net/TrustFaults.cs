using Usher.Licensing;

namespace Usher.Client.Net;

/// <summary>The wording of every reason not to trust a server.</summary>
internal static class TrustFaults
{
    internal static UsherProblem PlaintextRefused(ServerAddress server) => new(
        ClientCodes.PlaintextRefused,
        $"{server} is not on this machine, and plaintext is for loopback only",
        "switch InsecureLoopback (--insecure-loopback) off, so that TLS is used");

    internal static UsherProblem NoLicenseShown(ServerIdentity identity, IReadOnlyList<VendorPublicKey> keys) => new(
        ClientCodes.NoLicenseShown,
        $"the server with identity {identity} has no license of {Vendors(keys)}",
        "install that vendor's license on the server with 'usher license add FILE'; if it is there, check that this is the right server");

    internal static UsherProblem OtherServer(ServerIdentity identity, IReadOnlyList<ServerIdentity> named) => new(
        ClientCodes.OtherServer,
        $"the server that answered has identity {identity}, but the vendor's license names {string.Join(", ", named)}",
        "check that this is the right server; if it is, send its identity ('usher id') to the vendor for a license that names it");

    internal static UsherProblem IdentityFalse(string said, ServerIdentity proven) => new(
        ClientCodes.IdentityFalse,
        $"the server says that it is {said}, but its TLS key is that of {proven}",
        "something stands between this machine and the server, or is not what it says; check host and port, and remove proxies");

    internal static UsherProblem NotInForce(ServerIdentity identity, LicenseFault fault) => new(
        ClientCodes.LicenseNotInForce, $"the license of server {identity} is not in force: {fault.Message}", fault.Hint);

    internal static UsherProblem NotSound(ServerIdentity identity, LicenseFault fault) => new(
        ClientCodes.LicenseNotSound, $"the license that server {identity} shows cannot be accepted: {fault.Message}", fault.Hint);

    internal static UsherProblem NotAccepted(ServerIdentity identity, IReadOnlyList<ServerIdentity> pinned) => new(
        ClientCodes.IdentityNotAccepted,
        pinned.Count == 0
            ? $"the server's identity {identity} was not accepted"
            : $"the server's identity {identity} is not the expected {string.Join(", ", pinned)}",
        "compare it with what 'usher id' prints on the server; accept it only if they are the same");

    private static string Vendors(IReadOnlyList<VendorPublicKey> keys) =>
        string.Join(", ", keys.Select(key => $"vendor '{key.Name}'"));
}
