using System.Diagnostics;
using System.Text;

namespace Usher.Transcripts;

/// <summary>
/// One transcript's bash session: a fresh folder, an environment that knows nothing of this machine, and a process
/// session of its own, of which nothing is left when this is disposed.
/// </summary>
internal sealed class Session : IDisposable
{
    private const char CodeStart = '\x01';
    private const char CodeEnd = '\x02';

    /// <summary>Short, because a Unix socket's path inside it holds 107 bytes at most.</summary>
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("usher-");

    /// <summary>Runs the commands one after the other.</summary>
    /// <param name="commands">Shell text, one entry per block.</param>
    /// <param name="limit">For all of them together; then what ran so far is returned.</param>
    /// <param name="cancellationToken">Ends the session early.</param>
    /// <returns>One entry per command that began. The last one has no exit code if the session ended inside it.</returns>
    public async Task<IReadOnlyList<Ran>> RunAsync(IReadOnlyList<string> commands, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var bash = Process.Start(Bash(commands)) ?? throw new InvalidOperationException("bash did not start");
        try
        {
            var output = await ReadAsync(bash.StandardOutput, commands.Count, limit, cancellationToken);
            return Split(output, commands.Count);
        }
        finally
        {
            ProcessSession.End(bash.Id);
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder.FullName))
            _folder.Delete(recursive: true);
    }

    private ProcessStartInfo Bash(IReadOnlyList<string> commands)
    {
        var scripts = Path.Combine(Repository.Root, "tests", "Usher.Transcripts");
        var start = new ProcessStartInfo("setsid")
        {
            WorkingDirectory = Inside("work"),
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
            ArgumentList = { "bash", "--noprofile", "--norc", Path.Combine(scripts, "session.sh"), Path.Combine(scripts, "prelude.sh") },
        };
        for (var i = 0; i < commands.Count; i++)
            start.ArgumentList.Add(Write($"{i:D4}", commands[i]));
        SetEnvironment(start.Environment);
        return start;
    }

    private void SetEnvironment(IDictionary<string, string?> environment)
    {
        environment.Clear();
        environment["PATH"] = $"{Repository.Executables}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";
        environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(typeof(object).Assembly.Location, "../../../.."));
        environment["HOME"] = Inside("home");
        environment["TMPDIR"] = Inside("tmp");
        foreach (var kind in (string[])["CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR"])
            environment["XDG_" + kind] = Inside("xdg/" + kind);
        environment["LANG"] = "C.UTF-8";
        environment["TZ"] = "UTC";
        environment["NO_COLOR"] = "1";
        environment["TERM"] = "dumb";
    }

    private string Inside(string name) => _folder.CreateSubdirectory(name).FullName;

    private string Write(string name, string text)
    {
        var path = Path.Combine(Inside("blocks"), name);
        File.WriteAllText(path, text + "\n");
        return path;
    }

    /// <summary>Until the last mark, the end of the output, or the limit: a background process may keep the pipe open for ever.</summary>
    private static async Task<string> ReadAsync(StreamReader reader, int marks, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        until.CancelAfter(limit);
        var output = new StringBuilder();
        var buffer = new char[4096];
        try
        {
            while (marks > 0 && await reader.ReadAsync(buffer, until.Token) is > 0 and var count)
            {
                output.Append(buffer, 0, count);
                marks -= buffer.AsSpan(0, count).Count(CodeEnd);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The limit: the caller sees it in the missing exit code.
        }

        return output.ToString();
    }

    private static List<Ran> Split(string output, int commands)
    {
        var ran = new List<Ran>();
        while (output.IndexOf("\n" + CodeStart, StringComparison.Ordinal) is >= 0 and var mark)
        {
            var end = output.IndexOf(CodeEnd, mark);
            ran.Add(new(Lines(output[..mark]), int.Parse(output.AsSpan(mark + 2, end - mark - 2))));
            output = output[Math.Min(end + 2, output.Length)..];
        }

        if (ran.Count < commands)
            ran.Add(new(Lines(output), ExitCode: null));
        return ran;
    }

    /// <summary>Empty lines at the end are no part of what a transcript can say, so they are dropped.</summary>
    private static string[] Lines(string text) => text.TrimEnd('\n') is { Length: > 0 } trimmed ? trimmed.Split('\n') : [];
}
