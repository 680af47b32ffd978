using Usher.Client;

namespace Usher.Cli.Output;

/// <summary>Who holds seats, or waits for them.</summary>
internal sealed record HolderJson(
    string Lease, string Feature, string Vendor, int Seats, string User, string Host, string Display, string Application,
    string State, DateTimeOffset Since, DateTimeOffset? Until, bool Detached, bool Connectionless, int Position)
{
    /// <summary>Of a holder.</summary>
    public static HolderJson From(SeatHolder holder)
    {
        var (vendor, feature) = FeatureName.Split(holder.Feature);
        return new(
            holder.Lease.ToString(), feature, vendor, holder.Seats, holder.User, holder.Host, holder.Display, holder.Application,
            holder.State, holder.Since, holder.Until, holder.Detached, holder.Connectionless, holder.Position);
    }
}
