using System.Globalization;

namespace Usher.Bench.Targets;

/// <summary>A folder of one target's own, on the disk that is measured.</summary>
internal static class WorkFolder
{
    private static int made;

    public static string Create(BenchSettings settings, string name)
    {
        var number = Interlocked.Increment(ref made);
        var folder = Path.Combine(settings.WorkFolder, string.Create(CultureInfo.InvariantCulture, $"{name}-{Environment.ProcessId}-{number}"));
        return Directory.CreateDirectory(folder).FullName;
    }
}
