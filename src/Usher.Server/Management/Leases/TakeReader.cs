using Usher.Core;
using Usher.Protocol;
using Usher.Server.Management.Contract;
using Usher.Server.Seats;

namespace Usher.Server.Management.Leases;

/// <summary>Checks the fields of a request for seats and turns it into a command.</summary>
internal static class TakeReader
{
    private const int PriorityMax = 100;

    /// <summary>What is wrong with the fields; null: nothing.</summary>
    internal static string? Fault(TakeSeats asked) =>
        string.IsNullOrEmpty(asked.Feature) || !CheckoutReader.IsFeature(asked.Feature) ? $"'feature' must be 1 to {WireLimits.FeatureBytesMax} bytes"
        : NameFault("user", asked.User, charsMin: 1) ?? NameFault("host", asked.Host, charsMin: 1)
            ?? NameFault("display", asked.Display, charsMin: 0) ?? NameFault("application", asked.Application, charsMin: 0)
            ?? NumberFault(asked);

    /// <summary>The command. Its attempt is named as the lease is: one key, one answer.</summary>
    internal static Core.Checkout Command(TakeSeats asked, LeaseId lease) => new(
        new RequestId(lease.Value),
        lease,
        new Holder(asked.User!, asked.Host!, asked.Display ?? "", asked.Application ?? ""),
        asked.Seats ?? 1,
        FeatureVersion.TryParse(asked.Version ?? "", out var version) ? version : default,
        TimeSpan.FromSeconds(asked.TtlSeconds ?? 0),
        TimeSpan.FromSeconds(asked.WaitSeconds ?? 0),
        asked.Priority ?? 0,
        Detached: true);

    private static string? NumberFault(TakeSeats asked) =>
        !FeatureVersion.TryParse(asked.Version ?? "", out _) ? "'version' is not one to four dotted numbers"
        : asked.TtlSeconds < 0 ? "'ttlSeconds' must not be negative"
        : asked.WaitSeconds < 0 ? "'waitSeconds' must not be negative"
        : asked.Priority is < -PriorityMax or > PriorityMax ? $"'priority' must be -{PriorityMax} to {PriorityMax}"
        : null;

    private static string? NameFault(string field, string? value, int charsMin)
    {
        if ((value?.Length ?? 0) < charsMin)
            return $"'{field}' is missing";
        if (value?.Length > WireLimits.NameCharsMax)
            return $"'{field}' has {value.Length} characters; {WireLimits.NameCharsMax} are allowed";
        return value?.Any(char.IsControl) == true ? $"'{field}' has a control character in it" : null;
    }
}
