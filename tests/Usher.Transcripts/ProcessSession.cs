using System.Diagnostics;

namespace Usher.Transcripts;

/// <summary>The processes of one Unix session, found in /proc.</summary>
internal static class ProcessSession
{
    /// <summary>Looks at /proc until giving up; a killed process is gone after one or two, unless the disk holds it.</summary>
    private const int RoundsMax = 1000;

    /// <summary>Kills every process of the session, also what they start meanwhile, and returns when they are gone.</summary>
    public static void End(int session)
    {
        for (var round = 0; round < RoundsMax && Members(session) is { Count: > 0 } members; round++)
            members.ForEach(Kill);
    }

    /// <summary>The session that a process belongs to, or null if it has ended (though its parent may not have noticed).</summary>
    public static int? Of(int process)
    {
        try
        {
            // After the name in parentheses, which may hold anything: state, parent, group, session.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : int.Parse(fields[3]);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static List<int> Members(int session) =>
        [.. Directory.EnumerateDirectories("/proc").Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0 && Of(id) == session)];

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It ended by itself.
        }
    }
}
