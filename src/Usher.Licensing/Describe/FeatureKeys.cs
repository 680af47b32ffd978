using System.Globalization;

namespace Usher.Licensing;

/// <summary>The keys of a feature description and the columns of a CSV table: what each takes and where it goes.</summary>
internal static class FeatureKeys
{
    internal const string NameColumn = "name";

    /// <summary>Digits of a time: so many days still fit a TimeSpan, and no limit allows more.</summary>
    private const int DurationDigitsMax = 6;

    private const string WholeNumber = "a whole number";
    private const string DayOrInstant = "a day such as 2027-12-31 (UTC, through its end) or an instant such as 2027-12-31T18:00:00Z";

    /// <summary>Sets a value; returns null, or what the key takes instead of this value.</summary>
    private delegate string? Setter(FeatureDraft draft, string value);

    private static readonly (string Key, string? Also, Setter Set)[] Known =
    [
        ("seats", null, (draft, value) => Int(value, number => draft.Seats = number)),
        ("version", null, (draft, value) => Change(draft, feature => feature with { Version = value })),
        ("model", null, SetModel),
        ("starts", null, (draft, value) => Time(value, time => draft.Feature = draft.Feature with { Starts = time })),
        ("expires", null, (draft, value) => Time(value, time => draft.Feature = draft.Feature with { Expires = time })),
        ("maintenance", "maintenanceUntil",
            (draft, value) => Time(value, time => draft.Feature = draft.Feature with { MaintenanceUntil = time })),
        ("grace", "graceDays",
            (draft, value) => Days(value, days => draft.Feature = draft.Feature with { GraceDays = days })),
        ("overdraft", null, (draft, value) => Int(value, number => draft.Feature = draft.Feature with { Overdraft = number })),
        ("sharing", null, SetSharing),
        ("linger", "lingerMax",
            (draft, value) => Duration(value, time => draft.Feature = draft.Feature with { LingerMax = time })),
        ("borrow", "borrowHours", (draft, value) => Hours(value, hours => draft.BorrowHours = hours)),
        ("borrowSeats", null, (draft, value) => Int(value, number => draft.BorrowSeats = number)),
        ("tokenFeature", null, (draft, value) => Change(draft, feature => feature with { TokenFeature = value })),
        ("tokensPerSeat", null,
            (draft, value) => Int(value, number => draft.Feature = draft.Feature with { TokensPerSeat = number })),
        ("units", null, SetUnits),
        ("nodes", null, (draft, value) => Change(draft, feature => feature with { Nodes = List(value) })),
        ("users", null, (draft, value) => Change(draft, feature => feature with { Users = List(value) })),
        ("contains", null, (draft, value) => Change(draft, feature => feature with { Contains = List(value) })),
        ("product", null, (draft, value) => Change(draft, feature => feature with { Product = Escaped.Plain(value) })),
        ("note", null, (draft, value) => Change(draft, feature => feature with { Note = Escaped.Plain(value) })),
    ];

    internal static IEnumerable<string> Names => Known.Select(known => known.Key);

    /// <summary>The key under its first name, or null if there is none.</summary>
    internal static string? Canonical(string key) => Find(key).Key;

    /// <summary>Sets a value; returns null, or what the key takes instead of this value.</summary>
    internal static string? Set(FeatureDraft draft, string key, string value) => Find(key).Set(draft, value);

    private static (string Key, string? Also, Setter Set) Find(string key) =>
        Array.Find(Known, known => known.Key == key || known.Also == key);

    private static string? Change(FeatureDraft draft, Func<LicenseFeature, LicenseFeature> change)
    {
        draft.Feature = change(draft.Feature);
        return null;
    }

    private static string? SetModel(FeatureDraft draft, string value)
    {
        var model = LicenseModelText.Model(value);
        draft.Feature = draft.Feature with { Model = model == LicenseModel.Unsupported ? LicenseModel.Floating : model };
        return model == LicenseModel.Unsupported ? $"one of {string.Join(", ", LicenseModelText.ModelNames)}" : null;
    }

    private static string? SetSharing(FeatureDraft draft, string value)
    {
        foreach (var (_, name) in Escaped.Split(value, '+'))
        {
            var rule = LicenseModelText.Rule(name);
            if (rule == SharingRule.None)
                return $"{string.Join(", ", LicenseModelText.SharingNames)}, or several with '+' between";
            draft.Feature = draft.Feature with { Sharing = draft.Feature.Sharing | rule };
        }
        return null;
    }

    private static string? SetUnits(FeatureDraft draft, string value)
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var units))
            return WholeNumber;
        draft.Feature = draft.Feature with { Units = units };
        return null;
    }

    private static string[] List(string value) =>
        [.. Escaped.Split(value, '+').Select(part => Escaped.Plain(part.Piece))];

    private static string? Int(string value, Action<int> set)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return WholeNumber;
        set(number);
        return null;
    }

    private static string? Time(string value, Action<LicenseTime> set)
    {
        if (!LicenseTime.TryParse(Escaped.Plain(value), out var time))
            return DayOrInstant;
        set(time);
        return null;
    }

    private static string? Days(string value, Action<int> set) =>
        Int(value, set) is null ? null : Whole(value, TimeSpan.FromDays(1), set) ? null : "days, such as 7d";

    private static string? Hours(string value, Action<int> set) =>
        Int(value, set) is null ? null : Whole(value, TimeSpan.FromHours(1), set) ? null : "hours or days, such as 72h or 3d";

    private static bool Whole(string value, TimeSpan unit, Action<int> set)
    {
        var isWhole = false;
        Duration(value, time =>
        {
            isWhole = time.Ticks % unit.Ticks == 0;
            if (isWhole)
                set((int)(time / unit));
        });
        return isWhole;
    }

    private static string? Duration(string value, Action<TimeSpan> set)
    {
        const string Wanted = "a time such as 90s, 30m, 12h or 2d";
        if (value.Length < 2 || Unit(value[^1]) is not { } unit)
            return Wanted;
        return value.Length - 1 <= DurationDigitsMax && Int(value[..^1], number => set(number * unit)) is null ? null : Wanted;
    }

    private static TimeSpan? Unit(char letter) => letter switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };
}
