using System.Text;
using Usher.Protocol;

namespace Usher.Client;

/// <summary>Checks what the application hands in, where it does.</summary>
internal static class OptionRules
{
    private static readonly TimeSpan TimeoutMax = TimeSpan.FromHours(1);

    internal static void Check(UsherClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require(
            options.Servers.Count is >= 1 and <= ServerAddress.ListMax,
            $"{nameof(options.Servers)} names {options.Servers.Count} servers; name 1 to {ServerAddress.ListMax}");
        Require(
            options.InsecureLoopback || options.VendorKeys.Count > 0 || options.PinnedIdentities.Count > 0 || options.AcceptIdentity is not null,
            $"nothing says which server to trust; set {nameof(options.VendorKeys)}, {nameof(options.PinnedIdentities)} or {nameof(options.AcceptIdentity)}");
        CheckTimeout(options.ConnectTimeout, nameof(options.ConnectTimeout));
        CheckTimeout(options.ConnectBudget, nameof(options.ConnectBudget));
        CheckTimeout(options.RequestTimeout, nameof(options.RequestTimeout));
        Require(
            options.Grace >= TimeSpan.Zero && options.Grace <= UsherClientOptions.GraceMax,
            $"{nameof(options.Grace)} is {options.Grace}; it may be 0 to {UsherClientOptions.GraceMax}");
    }

    internal static void Check(string feature, CheckoutOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(feature);
        CheckFeature(feature);
        Require(
            options.Seats is >= 1 and <= CheckoutOptions.SeatsMax,
            $"{options.Seats} seats were asked for; ask for 1 to {CheckoutOptions.SeatsMax}");
        Require(
            options.Priority is >= CheckoutOptions.PriorityMin and <= CheckoutOptions.PriorityMax,
            $"the priority is {options.Priority}; it may be {CheckoutOptions.PriorityMin} to {CheckoutOptions.PriorityMax}");
        Require(
            !(options.Detached && options.Connectionless),
            $"{nameof(options.Detached)} and {nameof(options.Connectionless)} exclude each other: time alone keeps the one, signs of life the other");
        Require(options.Ttl >= TimeSpan.Zero, $"the ttl is {options.Ttl}; it may not be negative");
        Require(
            options.Wait >= TimeSpan.Zero || options.Wait == Timeout.InfiniteTimeSpan,
            $"the wait is {options.Wait}; it may not be negative");
    }

    internal static void CheckFeature(string feature) => Require(
        Encoding.UTF8.GetByteCount(feature) <= WireLimits.FeatureBytesMax,
        $"the feature's name is longer than {WireLimits.FeatureBytesMax} bytes");

    private static void CheckTimeout(TimeSpan timeout, string name) => Require(
        timeout > TimeSpan.Zero && timeout <= TimeoutMax, $"{name} is {timeout}; it may be above 0 to {TimeoutMax}");

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new ArgumentException(otherwise);
    }
}
