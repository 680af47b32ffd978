using Usher.Server;
using Usher.Server.Management.Contract;

namespace Usher.Cli.Output;

/// <summary>What a license changed on a server, or would change, for people.</summary>
internal static class LicenseChangePage
{
    /// <summary>Writes it: facts to standard output, faults and warnings to standard error.</summary>
    public static void Write(LicenseChange change, Surroundings surroundings)
    {
        if (change.License is { } license)
            surroundings.Output.WriteLine($"{change.Outcome} {license.Id} of '{license.Vendor}' for '{license.Customer}'");
        foreach (var pool in change.Pools)
        {
            surroundings.Output.WriteLine($"  {pool.Feature}: {Seats(pool)}");
            WriteShort(pool, surroundings);
        }

        surroundings.Output.Flush();
        WriteNotes(change.License?.Id, change.Faults, change.Warnings, surroundings);
    }

    /// <summary>Writes faults and warnings to standard error.</summary>
    public static void WriteNotes(
        string? license, IReadOnlyList<ServerFault> faults, IReadOnlyList<ServerFault> warnings, Surroundings surroundings)
    {
        var where = license is null ? "" : $"{license}: ";
        foreach (var fault in faults)
            Failures.Print(ServerFaults.Of(fault) with { Message = where + fault.Message }, surroundings.Error);
        foreach (var warning in warnings)
            surroundings.Error.WriteLine($"usher: warning {warning.Code}: {where}{warning.Message}; {warning.Hint}");
    }

    private static string Seats(PoolChange pool)
    {
        var change = pool.SeatsBefore == pool.SeatsAfter ? $"{pool.SeatsAfter} seats, as before" : $"{pool.SeatsBefore} → {pool.SeatsAfter} seats";
        var inUse = pool.SeatsInUse > 0 ? $", {pool.SeatsInUse} in use" : "";
        return pool.SeatsShort > 0 ? $"{change}{inUse}; {pool.SeatsShort} in use will have no room:" : change + inUse;
    }

    private static void WriteShort(PoolChange pool, Surroundings surroundings)
    {
        foreach (var one in pool.HoldersShort)
            surroundings.Output.WriteLine(
                $"    {one.User}@{one.Host}: {SeatText.Seats(one.Seats)} until {one.Until:MM-dd HH:mm:ss}Z{(one.Application.Length > 0 ? $", {one.Application}" : "")}, lease {one.Lease}");
        if (pool.HoldersShortTotal > pool.HoldersShort.Count)
            surroundings.Output.WriteLine($"    and {pool.HoldersShortTotal - pool.HoldersShort.Count} more");
    }
}
