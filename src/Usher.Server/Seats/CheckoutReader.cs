using System.Text;
using Usher.Core;
using Usher.Protocol;

namespace Usher.Server.Seats;

/// <summary>Checks the fields of a checkout and turns it into a command.</summary>
internal static class CheckoutReader
{
    private const int PriorityMax = 100;

    /// <summary>Reads one; null: a field is wrong, and <paramref name="fault"/> says which.</summary>
    public static Core.Checkout? Read(Protocol.Checkout wire, Holder holder, out string fault)
    {
        fault = "";
        if (!WireIds.TryRead(wire.RequestId, out var request))
            fault = RequestFault;
        else if (!WireIds.TryRead(wire.Lease, out var lease))
            fault = LeaseFault;
        else if (!FeatureVersion.TryParse(wire.Version, out var version))
            fault = $"version '{Shown(wire.Version)}' is not one to four dotted numbers";
        else if (Math.Abs((long)wire.Priority) > PriorityMax)
            fault = $"priority {wire.Priority} is not between -{PriorityMax} and {PriorityMax}";
        else if (wire is { Detached: true, Connectionless: true })
            fault = "a lease is detached or connectionless, not both";
        else
            return Command(wire, holder, new RequestId(request), new LeaseId(lease), version);
        return null;
    }

    /// <summary>What is wrong with a request id that cannot be read.</summary>
    public static string RequestFault { get; } = $"request_id must be {WireLimits.IdBytes} bytes, not all zero";

    /// <summary>What is wrong with a lease id that cannot be read.</summary>
    public static string LeaseFault { get; } = $"lease must be {WireLimits.IdBytes} bytes, not all zero";

    /// <summary>Whether a feature's name is there and not too long.</summary>
    public static bool IsFeature(string feature) =>
        feature.Length > 0 && (feature.Length * 3 <= WireLimits.FeatureBytesMax || Encoding.UTF8.GetByteCount(feature) <= WireLimits.FeatureBytesMax);

    /// <summary>What a client wrote, safe to show: cut, and without control characters.</summary>
    public static string Shown(string text)
    {
        var shown = text.Length > WireLimits.FeatureBytesMax ? text[..WireLimits.FeatureBytesMax] + "…" : text;
        return shown.Any(char.IsControl) ? string.Concat(shown.Select(letter => char.IsControl(letter) ? '?' : letter)) : shown;
    }

    private static Core.Checkout Command(
        Protocol.Checkout wire, Holder holder, RequestId request, LeaseId lease, FeatureVersion version) => new(
            request,
            lease,
            holder,
            wire.Seats == 0 ? 1 : (int)Math.Min(wire.Seats, int.MaxValue),
            version,
            TimeSpan.FromSeconds(wire.TtlSeconds),
            TimeSpan.FromSeconds(wire.WaitSeconds),
            wire.Priority,
            wire.Detached,
            wire.Connectionless);
}
