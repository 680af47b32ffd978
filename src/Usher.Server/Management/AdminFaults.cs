using Usher.Licensing;

namespace Usher.Server.Management;

/// <summary>The wording of what can be wrong with a request of the administration.</summary>
internal static class AdminFaults
{
    /// <summary>Longest body, in bytes: a license file of the largest size, and some slack so that one a little longer gets its own words.</summary>
    internal const int BodyBytesMax = LicenseFile.BytesMax + 64 * 1024;

    internal static ServerFault NoRoute(string what) => new(
        ServerCodes.UnknownRoute, $"there is no {what} here", "docs/api.md lists the routes; is the client newer than the server?");

    internal static ServerFault BadRequest(string what) => new(
        ServerCodes.BadRequest, $"the request cannot be read: {what}", "docs/api.md describes the request");

    internal static ServerFault TooLarge() => new(
        ServerCodes.RequestTooLarge, $"the request is longer than {BodyBytesMax} bytes", "send one license file at a time");

    internal static ServerFault Internal() => new(
        ServerCodes.InternalFault, "something went wrong inside the server", "look at the server's log, and report it with the lines around the fault");

    internal static ServerFault UnknownFeature(string feature, bool isAmbiguous, IEnumerable<string> near) => new(
        ServerCodes.UnknownFeature,
        isAmbiguous ? $"several vendors have a feature '{feature}'" : $"there is no feature '{feature}'",
        string.Join(", ", near) is { Length: > 0 } names
            ? isAmbiguous ? $"name one of {names}" : $"did you mean {names}?"
            : "run 'usher status' to see the features");

    internal static ServerFault UnknownWait(string lease) => new(
        ServerCodes.UnknownWait, $"no request for a lease '{lease}' waits", "GET /api/v1/queue lists those that wait; it may have been granted a moment ago");

    internal static ServerFault LicensesChanged() => new(
        ServerCodes.LicensesChanged,
        "the installed licenses changed since you looked",
        "GET /api/v1/licenses again, look at them, and send the change with its new ETag");

    internal static ServerFault UnknownLease(string lease) => new(
        ServerCodes.UnknownLease, $"no lease '{lease}' is held", "run 'usher who' to see the leases; it may have been given back");
}
