using System.ComponentModel;
using System.Diagnostics;

namespace Usher.Server.Guard;

/// <summary>
/// Runs the administrator's command with the notice on its standard input. No shell, no search path; what it prints is
/// dropped, because standard output of the server is for answers.
/// </summary>
internal sealed class CommandDelivery(IReadOnlyList<string> command, TimeProvider time) : IReportDelivery
{
    /// <summary>A command that takes longer is killed, with all that it started.</summary>
    internal static readonly TimeSpan RunMax = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public string Way => "command";

    /// <inheritdoc />
    public async Task DeliverAsync(ReadOnlyMemory<byte> notice, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(RunMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var process = Start();
        try
        {
            _ = DrainAsync(process.StandardOutput.BaseStream, either.Token);
            _ = DrainAsync(process.StandardError.BaseStream, either.Token);
            await WriteAsync(process.StandardInput.BaseStream, notice, either.Token);
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new DeliveryException($"{command[0]} ran for more than {RunMax.TotalSeconds} s and was killed");
        }

        await either.CancelAsync();
        if (process.ExitCode != 0)
            throw new DeliveryException($"{command[0]} ended with exit code {process.ExitCode}");
    }

    private Process Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo(command[0], command.Skip(1))
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Exception error) when (error is Win32Exception or IOException)
        {
            throw new DeliveryException($"{command[0]} cannot be run: {error.Message}", error);
        }
    }

    /// <summary>A command that does not read its input, or closes it, is no failure: its exit code tells.</summary>
    private static async Task WriteAsync(Stream input, ReadOnlyMemory<byte> notice, CancellationToken cancellationToken)
    {
        try
        {
            await input.WriteAsync(notice, cancellationToken);
            await input.DisposeAsync();
        }
        catch (IOException)
        {
            // It has ended or closed its input.
        }
    }

    /// <summary>Reads so that the command is never stuck at a full pipe; ends with the command, whoever inherited the pipe.</summary>
    private static async Task DrainAsync(Stream output, CancellationToken cancellationToken)
    {
        try
        {
            await output.CopyToAsync(Stream.Null, cancellationToken);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Nobody is interested in it.
        }
    }
}
