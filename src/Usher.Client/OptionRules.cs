using System.Net;
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
            options.Servers.Count <= ServerAddress.ListMax,
            $"{nameof(options.Servers)} names {options.Servers.Count} servers; name up to {ServerAddress.ListMax}, or none to look for them");
        Check(options.Discovery);
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

    internal static void Check(DiscoveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require(
            options.Wait >= DiscoveryOptions.WaitMin && options.Wait <= DiscoveryOptions.WaitMax,
            $"{nameof(options.Wait)} is {options.Wait}; it may be {DiscoveryOptions.WaitMin} to {DiscoveryOptions.WaitMax}");
        RequireWithin(options.Tries, DiscoveryOptions.TriesMax, nameof(options.Tries));
        RequireWithin(options.Port, IPEndPoint.MaxPort, nameof(options.Port));
        RequireWithin(options.ServersMax, DiscoveryOptions.ServersLimit, nameof(options.ServersMax));
        Require(
            options.Targets.Count <= DiscoveryOptions.TargetsMax,
            $"{nameof(options.Targets)} names {options.Targets.Count}; name up to {DiscoveryOptions.TargetsMax}");
        CheckFeature(options.Feature);
        Require(
            DiscoveryText.Fit(options.Feature, WireLimits.FeatureBytesMax) == options.Feature,
            "the feature's name has a character that cannot be shown");
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

    private static void RequireWithin(int value, int max, string name) => Require(value >= 1 && value <= max, $"{name} is {value}; it may be 1 to {max}");

    private static void CheckTimeout(TimeSpan timeout, string name) => Require(
        timeout > TimeSpan.Zero && timeout <= TimeoutMax, $"{name} is {timeout}; it may be above 0 to {TimeoutMax}");

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new ArgumentException(otherwise);
    }
}
