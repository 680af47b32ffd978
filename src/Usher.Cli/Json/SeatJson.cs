using Usher.Cli.Servers;

namespace Usher.Cli.Output;

/// <summary>What 'checkout --json' prints.</summary>
/// <param name="Lease">The lease's id: what 'checkin' and 'revoke' take.</param>
/// <param name="Feature">Without its vendor.</param>
/// <param name="Vendor">The vendor.</param>
/// <param name="Seats">How many.</param>
/// <param name="ExpiresAt">Until when without another sign of life.</param>
/// <param name="Detached">It lives by its time alone.</param>
/// <param name="Overdraft">It is above the licensed count.</param>
/// <param name="InGrace">Its license has ended and is in its grace.</param>
internal sealed record SeatJson(
    string Lease, string Feature, string Vendor, int Seats, DateTimeOffset ExpiresAt, bool Detached, bool Overdraft, bool InGrace)
{
    /// <summary>Of a seat.</summary>
    public static SeatJson From(ISeat seat, bool detached)
    {
        var (vendor, feature) = FeatureName.Split(seat.Feature);
        return new(seat.Id.ToString(), feature, vendor, seat.Seats, seat.ExpiresAt, detached, seat.Overdraft, seat.InGrace);
    }
}
