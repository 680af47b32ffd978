using System.Diagnostics;

namespace Usher.Transcripts;

/// <summary>The processes of one Unix session, found in /proc.</summary>
internal static class ProcessSession
{
    /// <summary>Enough for processes that start others while they are being ended.</summary>
    private const int RoundsMax = 20;

    /// <summary>Kills every process of the session and returns when they are gone.</summary>
    public static void End(int session)
    {
        for (var round = 0; round < RoundsMax && Members(session) is { Count: > 0 } members; round++)
            members.ForEach(Kill);
    }

    private static List<int> Members(int session) =>
        [.. Directory.EnumerateDirectories("/proc").Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0 && IsAliveIn(session, id))];

    /// <summary>After the name in parentheses, which may hold anything: state, parent, group, session.</summary>
    private static bool IsAliveIn(int session, int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is not ("Z" or "X") && int.Parse(fields[3]) == session;
        }
        catch (IOException)
        {
            return false; // It ended while we looked.
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            process.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It ended by itself.
        }
    }
}
