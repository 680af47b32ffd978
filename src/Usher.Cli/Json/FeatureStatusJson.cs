using Usher.Client;

namespace Usher.Cli.Output;

/// <summary>One feature under 'status --json'. Active, lingering, reserved, borrowed and free seats add up to <paramref name="Seats"/>.</summary>
/// <param name="Feature">Without its vendor.</param>
/// <param name="Vendor">The vendor.</param>
/// <param name="Seats">Licensed seats of lines that are open.</param>
/// <param name="Active">Held by clients that show life.</param>
/// <param name="Lingering">Kept for clients whose connection ended.</param>
/// <param name="Reserved">Set aside by policy and not in use.</param>
/// <param name="Borrowed">Taken away from the network.</param>
/// <param name="Overdraft">Held above the licensed count.</param>
/// <param name="Queued">Seats that waiting requests ask for.</param>
/// <param name="Free">Free for anybody.</param>
/// <param name="Waiting">Requests that wait.</param>
/// <param name="Lines">The license lines behind it.</param>
internal sealed record FeatureStatusJson(
    string Feature, string Vendor, int Seats, int Active, int Lingering, int Reserved, int Borrowed, int Overdraft, int Queued,
    int Free, int Waiting, IReadOnlyList<LineStatusJson> Lines)
{
    /// <summary>Of a feature.</summary>
    public static FeatureStatusJson From(FeatureStatus status)
    {
        var (vendor, feature) = FeatureName.Split(status.Feature);
        var c = status.Counts;
        return new(
            feature, vendor, c.Total, c.Active, c.Lingering, c.Reserved, c.Borrowed, c.Overdraft, c.Queued, c.Free,
            status.QueueLength, [.. status.Lines.Select(LineStatusJson.From)]);
    }
}
