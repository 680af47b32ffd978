using System.Globalization;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Journal.History;

namespace Usher.Cli.Reports;

/// <summary>A report as tables.</summary>
internal static class TextReport
{
    private const int UsersShown = 10;

    /// <summary>Writes it.</summary>
    public static void Write(UsageReport report, Surroundings surroundings)
    {
        var output = surroundings.Output;
        output.WriteLine($"{report.From.UtcDateTime:yyyy-MM-dd} to {report.To.AddTicks(-1).UtcDateTime:yyyy-MM-dd}, UTC");
        output.WriteLine();
        if (report.Features.Count == 0)
        {
            output.WriteLine("nothing was licensed or asked for");
            return;
        }

        Features(report).Write(surroundings);
        output.WriteLine();
        if (report.Users.Count > 0)
            Users(report).Write(surroundings);
    }

    private static Table Features(UsageReport report)
    {
        var table = new Table("FEATURE", ">SEATS", ">PEAK", "AT", ">AVERAGE", "FULL FOR", ">SEAT-HOURS", ">SESSIONS", ">USERS", ">DENIALS");
        foreach (var one in report.Features)
            table.Add(
                $"{one.Pool}", $"{one.SeatsAtEnd}", $"{one.Use.Peak.Used}", one.PeakAt is { } at ? $"{at.UtcDateTime:MM-dd HH:mm}" : "",
                Number(one.Use.UsedAverage), Duration.Short(one.Use.Full), Number(one.Use.Hours.Used), $"{one.Sessions}", $"{one.Users}",
                $"{one.Denials.Sum(denial => denial.Count)}");
        return table;
    }

    private static Table Users(UsageReport report)
    {
        var table = new Table("USER", ">SEAT-HOURS", ">SESSIONS", ">HOSTS");
        foreach (UserUse one in report.Users.Take(UsersShown))
            table.Add(one.User, Number(one.SeatHours), $"{one.Sessions}", $"{one.Hosts}");
        return table;
    }

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
