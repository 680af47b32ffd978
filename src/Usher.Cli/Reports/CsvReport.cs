namespace Usher.Cli.Reports;

/// <summary>A report as one row for each feature.</summary>
internal static class CsvReport
{
    /// <summary>Writes it.</summary>
    public static void Write(UsageReport report, TextWriter output)
    {
        Csv.Write(
            output, "vendor", "feature", "from", "to", "seats", "seats_most", "used_peak", "peak_at", "used_average", "overdraft_peak",
            "queued_peak", "full_seconds", "seat_hours", "sessions", "users", "denials");
        foreach (var one in report.Features)
            Csv.Write(
                output, one.Pool.Vendor, one.Pool.Feature, report.From, report.To, one.SeatsAtEnd, one.Use.Seats, one.Use.Peak.Used, one.PeakAt,
                one.Use.UsedAverage, one.Use.Peak.Overdraft, one.Use.Peak.Queued, one.Use.Full, one.Use.Hours.Used, one.Sessions, one.Users,
                one.Denials.Sum(denial => denial.Count));
    }
}
