using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Usher.Cli.Children;

/// <summary>A process that inherits standard input, output and error, and the terminal.</summary>
/// <remarks>
/// Ctrl-C at the terminal reaches the child by itself, so it is only ignored here; where it comes without a terminal, it
/// is passed on, like SIGTERM, SIGHUP and SIGQUIT. The child stays in our process group: an interactive shell can then
/// take the terminal and give it back as it always does.
/// </remarks>
internal sealed class ChildProcess : IChildProcess, IDisposable
{
    private readonly Process _process;
    private readonly List<PosixSignalRegistration> _signals = [];

    private ChildProcess(Process process)
    {
        _process = process;
        Ended = EndAsync();
    }

    /// <inheritdoc/>
    public Task<int> Ended { get; }

    /// <summary>Starts a command.</summary>
    /// <exception cref="FaultException">It cannot be started (exit codes 126 and 127).</exception>
    public static ChildProcess Start(IReadOnlyList<string> command, IEnumerable<(string Name, string Value)> variables, Surroundings surroundings)
    {
        var start = new ProcessStartInfo(ChildCommand.Find(command[0], surroundings), command.Skip(1)) { UseShellExecute = false };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        var signals = Listen(out var passOn);
        try
        {
            var child = new ChildProcess(Process.Start(start)!);
            child._signals.AddRange(signals);
            passOn.SetResult(child);
            return child;
        }
        catch (Win32Exception error)
        {
            signals.ForEach(signal => signal.Dispose());
            throw new FaultException(ExitCode.NotExecutable, new Fault(
                CliCodes.CommandNotExecutable, $"'{command[0]}' cannot be executed: {error.Message}", "a script needs a first line such as #!/bin/sh; a program must be made for this machine"));
        }
    }

    /// <inheritdoc/>
    public void Terminate() => Send(SystemCalls.SigTerm);

    /// <summary>Stops listening to signals; does not end the child.</summary>
    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _process.Dispose();
    }

    /// <summary>Listens before the child starts, so that no signal in between ends us and leaves it alone.</summary>
    private static List<PosixSignalRegistration> Listen(out TaskCompletionSource<ChildProcess> child)
    {
        var source = child = new TaskCompletionSource<ChildProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        return
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Pass(context, source.Task, SystemCalls.SigInt)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Pass(context, source.Task, SystemCalls.SigTerm)),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Pass(context, source.Task, SystemCalls.SigHup)),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, context => Pass(context, source.Task, SystemCalls.SigQuit)),
        ];
    }

    private static void Pass(PosixSignalContext context, Task<ChildProcess> child, int signal)
    {
        context.Cancel = true;
        if (OperatingSystem.IsWindows() || (signal is SystemCalls.SigInt or SystemCalls.SigQuit && SystemCalls.HearsTerminal()))
            return;
        child.ContinueWith(started => started.Result.Send(signal), TaskScheduler.Default);
    }

    private void Send(int signal)
    {
        if (_process.HasExited)
            return;
        if (OperatingSystem.IsWindows())
            _process.Kill();
        else
            _ = SystemCalls.Kill(_process.Id, signal); // It may end at this moment; then there is nobody to tell.
    }

    private async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }
}
