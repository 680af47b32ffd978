using System.Text;
using Usher.Licensing;

namespace Usher.Server.Licenses;

/// <summary>Whether a license may be installed. Pure: everything it needs comes in.</summary>
/// <param name="Identity">This server.</param>
/// <param name="TrustedVendors">The only vendors that are accepted; null: any, the first of each name.</param>
/// <param name="Linger">The server's linger.</param>
internal sealed record InstallRules(ServerIdentity Identity, IReadOnlyList<VendorPublicKey>? TrustedVendors, TimeSpan Linger)
{
    /// <summary>Most licenses on one server.</summary>
    internal const int LicensesMax = 1_000;

    /// <summary>What a file is checked against at some time.</summary>
    internal LicenseCheck CheckAt(DateTimeOffset now) => new() { Now = now, TrustedVendors = TrustedVendors, Server = Identity };

    /// <summary>Works out what installing a file would do.</summary>
    internal InstallPlan Plan(LicenseSet before, ReadOnlySpan<byte> file, string by, DateTimeOffset now)
    {
        var verdict = LicenseFile.Verify(file, CheckAt(now));
        if (verdict.License is not { } license || !IsAcceptable(verdict))
            return Refused(before, verdict, [.. verdict.Faults.Select(LicenseSetFaults.Of)]);
        if (Conflict(before, license, file) is { } conflict)
            return Refused(before, verdict, [conflict]);

        var warnings = LicenseWarnings.Of(verdict, Linger);
        var text = Encoding.ASCII.GetString(file);
        if (before.Find(license.Id) is { } same && same.Text == text)
            return new(InstallOutcome.Unchanged, verdict, [], warnings, before, before);
        var after = before.With(new(license.Id, text, license, verdict.Jws, true, now, by));
        return TooMuch(after) is { } limit
            ? Refused(before, verdict, [limit])
            : new(before.Find(license.Id) is null ? InstallOutcome.Added : InstallOutcome.Replaced, verdict, [], warnings, before, after);
    }

    /// <summary>A license that starts later may be installed before; one that has ended is of no use.</summary>
    private static bool IsAcceptable(LicenseVerdict verdict) =>
        verdict.Faults.All(fault => fault.Code == LicenseCodes.NotYetValid);

    private ServerFault? Conflict(LicenseSet before, License license, ReadOnlySpan<byte> file)
    {
        if (TrustedVendors is null && before.All.FirstOrDefault(one => IsNamesake(one.License, license)) is { } other)
            return LicenseSetFaults.VendorKeyDiffers(license, other.License!);
        if (before.Find(license.Id)?.License is { } taken && taken.Vendor != license.Vendor)
            return LicenseSetFaults.IdOfAnotherVendor(license, taken);
        return before.Find(license.Id) is { License: { } installed } same
            && installed.IssuedAt >= license.IssuedAt && !Encoding.ASCII.GetBytes(same.Text).AsSpan().SequenceEqual(file)
            ? LicenseSetFaults.OlderIssue(license, installed)
            : null;
    }

    private static bool IsNamesake(License? one, License other) =>
        one is not null && one.Vendor == other.Vendor && one.VendorKeyId != other.VendorKeyId;

    private static ServerFault? TooMuch(LicenseSet after)
    {
        if (after.Count > LicensesMax)
            return LicenseSetFaults.TooManyLicenses();
        if (after.Plan.Count > LinePlan.PoolsMax)
            return LicenseSetFaults.TooManyPools();
        var largest = after.Plan.FirstOrDefault(pool => pool.Value.Length > LinePlan.LinesPerPoolMax);
        return largest.Key is null ? null : LicenseSetFaults.TooManyLines(largest.Key);
    }

    private static InstallPlan Refused(LicenseSet before, LicenseVerdict verdict, IReadOnlyList<ServerFault> faults) =>
        new(InstallOutcome.Refused, verdict, faults, [], before, before);
}
