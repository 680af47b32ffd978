using System.Runtime.InteropServices;
using System.Text;

namespace Usher.Cli.Files;

/// <summary>Reads a line from the terminal without showing it.</summary>
internal static class SecretPrompt
{
    /// <summary>Longest secret, in bytes; more are ignored.</summary>
    public const int BytesMax = 1024;

    /// <summary>Asks at the terminal; Enter ends, Ctrl-C ends the program.</summary>
    public static string Ask(string question) => OperatingSystem.IsWindows() ? AskByKeys(question) : AskUnix(question);

    /// <summary>Echo goes off before the question is shown, and what was typed before it is dropped.</summary>
    /// <remarks>Not Console.ReadKey: between two keys the terminal echoes, so a fast typist's secret shows.</remarks>
    private static string AskUnix(string question)
    {
        using var terminal = new FileStream("/dev/tty", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        using var silence = TerminalEcho.Off(terminal.SafeFileHandle);
        using var restore = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => silence.Dispose());
        terminal.Write(Encoding.UTF8.GetBytes(question));
        var secret = ReadLine(terminal);
        terminal.Write("\n"u8);
        return secret;
    }

    private static string ReadLine(FileStream terminal)
    {
        var line = new List<byte>();
        for (var read = terminal.ReadByte(); read is not (-1 or '\n'); read = terminal.ReadByte())
        {
            if (line.Count < BytesMax)
                line.Add((byte)read);
        }

        return Encoding.UTF8.GetString([.. line]);
    }

    private static string AskByKeys(string question)
    {
        Console.Error.Write(question);
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar) && typed.Length < BytesMax)
                typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
