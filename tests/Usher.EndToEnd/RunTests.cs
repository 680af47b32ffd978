using System.Diagnostics;
using Usher.Client;

namespace Usher.EndToEnd;

/// <summary>Programs that know nothing of us run under a seat, and the seat comes back however they end.</summary>
public sealed class RunTests : IAsyncLifetime
{
    private const string Forever = "echo started $$; exec sleep 600";
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(3);
    private LicenseServer server = null!;

    public async ValueTask InitializeAsync() => server = await LicenseServer.StartAsync("cad:seats=1:expires=2099-12-31", "Leases:Linger=3s");

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_compiler_runs_under_a_seat_and_gives_it_back()
    {
        await File.WriteAllTextAsync(Path.Combine(server.Home, "hello.c"), "#include <stdio.h>\nint main(void) { puts(\"compiled\"); return 0; }\n");
        await using var compile = server.Usher("run", "cad", "--", "gcc", "-o", "hello", "hello.c");
        var compiled = await compile.EndAsync();
        Assert.True(compiled.ExitCode == 0, compiled.ToString());

        await using var hello = Command.Start(server.Home, Path.Combine(server.Home, "hello"));
        Assert.Equal("compiled\n", (await hello.EndAsync()).Output);
        await TheSeatIsFreeAtOnceAsync();
    }

    [Fact]
    public async Task A_failing_compiler_run_passes_its_exit_code_and_messages_through()
    {
        await File.WriteAllTextAsync(Path.Combine(server.Home, "bad.c"), "int main(void) { return x; }\n");
        await using var compile = server.Usher("run", "cad", "--", "gcc", "-c", "bad.c");
        var compiled = await compile.EndAsync();
        Assert.Equal(1, compiled.ExitCode);
        Assert.Contains("bad.c:1", compiled.Error, StringComparison.Ordinal);
        await TheSeatIsFreeAtOnceAsync();
    }

    [Fact]
    public async Task A_python_script_reads_its_input_and_passes_its_exit_code_through()
    {
        await using var script = server.Usher("run", "cad", "--", "python3", "-c", "import sys; print(sys.stdin.read().upper()); sys.exit(7)");
        await script.Input.WriteAsync("a seat for python");
        script.Input.Close();
        var ended = await script.EndAsync();
        Assert.Equal(7, ended.ExitCode);
        Assert.Contains("A SEAT FOR PYTHON", ended.Output, StringComparison.Ordinal);
        await TheSeatIsFreeAtOnceAsync();
    }

    [Fact]
    public async Task An_interactive_shell_has_its_terminal_and_job_control()
    {
        await using var terminal = OnTerminal("bash", "--norc", "-i");
        await terminal.Input.WriteLineAsync("sleep 600 &");
        await terminal.Input.WriteLineAsync("kill %1; wait %1; echo job ended with $?; tty -s && echo on a terminal; exit 3");
        var ended = await terminal.EndAsync();
        Assert.Contains("job ended with 143", ended.Output, StringComparison.Ordinal);
        Assert.Contains("on a terminal", ended.Output, StringComparison.Ordinal);
        Assert.Equal(3, ended.ExitCode);
        await TheSeatIsFreeAtOnceAsync();
    }

    [Fact]
    public async Task Ctrl_C_on_the_terminal_ends_the_program_and_frees_the_seat()
    {
        await using var terminal = OnTerminal("sh", "-c", Forever);
        await terminal.WaitForAsync("started");
        await terminal.Input.WriteAsync('\x03');
        await terminal.Input.FlushAsync();
        var ended = await terminal.EndAsync();
        Assert.Equal(130, ended.ExitCode);
        await TheSeatIsFreeAtOnceAsync();
    }

    [Fact]
    public async Task A_program_killed_with_9_frees_the_seat_at_once()
    {
        await using var run = server.Usher("run", "cad", "--", "sh", "-c", Forever);
        await Command.SignalAsync(await StartedAsync(run), "KILL");
        Assert.Equal(137, (await run.EndAsync()).ExitCode);
        await TheSeatIsFreeAtOnceAsync();
    }

    [Fact]
    public async Task A_terminated_usher_terminates_the_program_and_frees_the_seat()
    {
        await using var run = server.Usher("run", "cad", "--", "sh", "-c", Forever);
        await StartedAsync(run);
        await run.SignalAsync("TERM");
        Assert.Equal(143, (await run.EndAsync()).ExitCode);
        await TheSeatIsFreeAtOnceAsync();
    }

    [Fact]
    public async Task An_usher_killed_with_9_frees_the_seat_after_the_linger()
    {
        await using var run = server.Usher("run", "cad", "--", "sh", "-c", Forever);
        var program = await StartedAsync(run);
        await run.KillNineAsync();
        var killed = Stopwatch.GetTimestamp();
        await using var client = await server.ConnectAsync("next");
        await using var lease = await client.CheckoutAsync("cad", new CheckoutOptions { Wait = TimeSpan.FromSeconds(60) });
        Assert.InRange(Stopwatch.GetElapsedTime(killed), Linger / 2, TimeSpan.FromSeconds(30));
        await Command.SignalAsync(program, "KILL");
    }

    [Fact]
    public async Task A_third_program_is_refused_with_the_holder_or_waits_and_starts_the_moment_the_seat_is_free()
    {
        await using var first = server.Usher("run", "cad", "--", "sh", "-c", "echo started $$; read line");
        await StartedAsync(first);

        await using var refused = server.Usher("run", "cad", "--", "true");
        var refusal = await refused.EndAsync();
        Assert.Equal(1, refusal.ExitCode);
        Assert.Contains("USH2003", refusal.Error, StringComparison.Ordinal);
        Assert.Contains(Environment.UserName, refusal.Error, StringComparison.Ordinal);
        Assert.Contains("hint", refusal.Error, StringComparison.Ordinal);

        await using var waiting = server.Usher("run", "cad", "--wait", "60s", "--", "echo", "seated");
        await first.Input.WriteLineAsync();
        Assert.Equal(0, (await first.EndAsync()).ExitCode);
        var seated = await waiting.EndAsync();
        Assert.True(seated.ExitCode == 0, seated.ToString());
        Assert.Contains("seated", seated.Output, StringComparison.Ordinal);
    }

    /// <summary><c>usher run</c> on a pseudo-terminal; its input is the keyboard.</summary>
    private Command OnTerminal(params string[] program)
    {
        string[] words = [Repository.Usher, "run", "cad", "--server", server.Address, "--vendor-key", server.VendorKey, "--", .. program];
        return Command.Start(server.Home, "script", "--quiet", "--return", "--flush", "--command", string.Join(' ', words.Select(Quote)), "/dev/null");
    }

    private static string Quote(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static async Task<int> StartedAsync(Command run)
    {
        var line = await run.WaitForAsync("started ");
        return int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task TheSeatIsFreeAtOnceAsync()
    {
        await using var client = await server.ConnectAsync("next");
        await using var lease = await client.CheckoutAsync("cad");
        Assert.Equal(LeaseState.Held, lease.State);
    }
}
