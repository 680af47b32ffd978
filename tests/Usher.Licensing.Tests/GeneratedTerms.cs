using FsCheck;
using FsCheck.Fluent;

namespace Usher.Licensing.Tests;

/// <summary>Terms of every model, with every field present or absent.</summary>
internal static class GeneratedTerms
{
    private static readonly Gen<string> Names = Gen.Elements("cad", "Ansicht-3D", "größe", "日本", "a b", "x.y_z", "\"quoted\"", "=3D", "<html>", "-----END USHER LICENSE-----", new string('n', 64));

    private static readonly Gen<LicenseTime> Times =
        from days in Gen.Choose(0, 2_800_000)
        from isDay in Gen.Elements(true, false)
        select isDay
            ? LicenseTime.OnDay(new DateOnly(1970, 1, 1).AddDays(days))
            : LicenseTime.At(DateTimeOffset.UnixEpoch.AddDays(days).AddSeconds(days));

    private static readonly Gen<UnknownField[]> Unknown = Gen.Elements<UnknownField[]>(
        [], [new("colour", "\"bl\\u00fce\"")], [new("future", "{ \"a\" : [1.0, 2e3, null] }"), new("x y", "true")]);

    private static readonly Gen<LicenseFeature> Common =
        from name in Names
        from version in Gen.Elements("0", "2.0", "2026.11", "1.2.3.4", "999999999.000000001")
        from seats in Gen.Choose(1, LicenseLimits.SeatsMax)
        from ends in Times
        from grace in Gen.Choose(0, LicenseLimits.GraceDaysMax)
        from sharing in Gen.Choose(0, 15)
        from linger in Gen.Choose(-1, LicenseLimits.LingerSecondsMax)
        from borrow in Gen.Choose(0, LicenseLimits.BorrowHoursMax)
        from unknown in Unknown
        select new LicenseFeature
        {
            Name = name,
            Product = grace % 2 == 0 ? name : null,
            Version = version,
            Seats = seats,
            Starts = grace % 3 == 0 ? Desk.Day("1970-01-01") : null,
            Expires = grace % 3 == 0 ? LicenseTime.At(ends.End.AddDays(1)) : ends,
            MaintenanceUntil = sharing % 2 == 0 ? ends : null,
            GraceDays = grace,
            Overdraft = linger % 7 == 0 ? seats : 0,
            Sharing = (SharingRule)sharing,
            LingerMax = linger < 0 ? null : TimeSpan.FromSeconds(linger),
            Borrow = borrow == 0 ? null : new BorrowTerms { HoursMax = borrow, SeatsMax = borrow % 2 == 0 ? seats : null, UnknownFields = unknown },
            Note = linger % 5 == 0 ? "a note: with / and ünïcode" : null,
            UnknownFields = unknown,
        };

    private static readonly Gen<LicenseFeature> Features =
        from feature in Common
        from model in Gen.Choose(0, 10)
        select model switch
        {
            0 => feature with { Model = LicenseModel.NodeLocked, Nodes = ["host-1", "00:11:22:33:44:55"] },
            1 => feature with { Model = LicenseModel.NamedUser, Users = ["DOMAIN\\ann", "böb"] },
            2 => feature with { Model = LicenseModel.NamedUser },
            3 => feature with { Model = LicenseModel.TokenPool },
            4 => feature with { Model = LicenseModel.TokenPool, TokenFeature = "pool", TokensPerSeat = 3 },
            5 => feature with { Model = LicenseModel.Metered, Units = LicenseLimits.UnitsMax },
            6 => feature with { Model = LicenseModel.Package, Contains = ["cad", "mesh"] },
            7 => feature with { Model = LicenseModel.Trial },
            8 => feature with { Model = LicenseModel.Subscription },
            9 => feature with { Model = LicenseModel.Unsupported, ModelText = "quantum", UnknownSharing = ["team"] },
            _ => feature,
        };

    internal static readonly Arbitrary<LicenseTerms> All = (
        from customer in Gen.Elements("Initech", "Müller & Söhne", "株式会社", "a</b> =3D <br", "-----BEGIN USHER LICENSE-----", "> -----END USHER LICENSE-----", new string('c', 200))
        from servers in Gen.Elements(ServerBinding.Any, ServerBinding.To(Desk.Here), ServerBinding.To(Desk.Here, Desk.There))
        from features in Features.NonEmptyListOf()
        from unknown in Unknown
        select new LicenseTerms { Customer = customer, Servers = servers, Features = [.. features], UnknownFields = unknown }).ToArbitrary();
}
