using System.Globalization;
using System.Text.Json;

namespace Usher.Licensing;

/// <summary>The rules of one feature, the same when it is described, issued and read.</summary>
internal static class FeatureRules
{
    private const SharingRule SharingRules = SharingRule.User | SharingRule.Host | SharingRule.Display | SharingRule.Site;

    internal static void Check(FaultSink faults, LicenseFeature feature)
    {
        Texts(faults, feature);
        Numbers(faults, feature);
        Terms(faults, feature);
        if (feature.Model != LicenseModel.Unsupported)
            ModelRules.Check(faults, feature);
        Unknown(faults, feature.UnknownFields);
        Unknown(faults, feature.Borrow?.UnknownFields ?? []);
    }

    /// <summary>Fields of a later version must be JSON; more is not known of them.</summary>
    internal static void Unknown(FaultSink faults, IReadOnlyList<UnknownField> fields)
    {
        foreach (var field in fields)
        {
            if (TextRules.HasLoneSurrogate(field.Name) || !IsJson(field.Json))
                faults.Bad(Printable.Short(field.Name), "is not well-formed JSON", "write one JSON value");
        }
    }

    /// <summary>The seats of a line that does not say them: as many as it lists holders, or no limit of their own.</summary>
    internal static LicenseFeature WithSeats(LicenseFeature feature, int? said) => feature with
    {
        Seats = said ?? feature.Model switch
        {
            LicenseModel.NodeLocked => Math.Max(1, feature.Nodes.Count),
            LicenseModel.NamedUser when feature.Users.Count > 0 => feature.Users.Count,
            LicenseModel.Metered => LicenseLimits.SeatsMax,
            LicenseModel.TokenPool when feature.TokenFeature is not null => LicenseLimits.SeatsMax,
            _ => 0,
        },
    };

    private static bool IsJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return true;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return false; // ArgumentException: half of a surrogate pair, which has no UTF-8.
        }
    }

    private static void Texts(FaultSink faults, LicenseFeature feature)
    {
        TextRules.Name(faults, "name", feature.Name);
        if (feature.Product is { } product)
            TextRules.Name(faults, "product", product);
        if (feature.Note is { } note)
            TextRules.Line(faults, "note", note, LicenseLimits.NoteBytesMax);
        if (feature.ModelText.Length == 0 || LicenseModelText.Model(feature.ModelText) != feature.Model)
            faults.Bad("model", $"'{Printable.Short(feature.ModelText)}' is not {feature.Model}",
                $"use one of {string.Join(", ", LicenseModelText.ModelNames)}");
        if (!TextRules.IsVersion(feature.Version))
            faults.Bad("version", $"'{Printable.Short(feature.Version)}' is not a version",
                "use 1 to 4 numbers of up to 9 digits with dots between, such as 2.0 or 2026.11");
    }

    private static void Numbers(FaultSink faults, LicenseFeature feature)
    {
        if (feature.Seats == 0 && feature.Model != LicenseModel.Unsupported)
            faults.Bad("seats", "is missing", "say how many seats there are, such as seats=50");
        else
            faults.Range("seats", feature.Seats, 0, LicenseLimits.SeatsMax);
        faults.Range("graceDays", feature.GraceDays, 0, LicenseLimits.GraceDaysMax);
        faults.Range("overdraft", feature.Overdraft, 0, LicenseLimits.SeatsMax);
        if (feature.LingerMax is { } linger)
            Linger(faults, linger);
        if (feature.Borrow is not { } borrow)
            return;
        faults.Range("borrow.hoursMax", borrow.HoursMax, 1, LicenseLimits.BorrowHoursMax);
        faults.Range("borrow.seatsMax", borrow.SeatsMax ?? 0, 0, LicenseLimits.SeatsMax);
    }

    private static void Linger(FaultSink faults, TimeSpan linger)
    {
        if (linger.Ticks % TimeSpan.TicksPerSecond != 0)
            faults.Bad("lingerMax", $"{linger.ToString("c", CultureInfo.InvariantCulture)} has parts of a second", "give whole seconds");
        faults.Range("lingerMax", (long)linger.TotalSeconds, 0, LicenseLimits.LingerSecondsMax);
    }

    private static void Terms(FaultSink faults, LicenseFeature feature)
    {
        if ((feature.Sharing & ~SharingRules) != 0)
            faults.Bad("sharing", "has a flag that does not exist", $"use {string.Join(", ", LicenseModelText.SharingNames)}");
        if (feature.StartsAt >= feature.EndsAt)
            faults.Bad("expires", $"({feature.Expires}) is not after starts ({feature.Starts})", "let it end after it starts");
    }
}
