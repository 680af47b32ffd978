using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Usher.Cli.Files;

/// <summary>A terminal that does not show what is typed, until this is disposed.</summary>
internal sealed class TerminalEcho : IDisposable
{
    /// <summary>More than any system's struct termios.</summary>
    private const int SettingsBytes = 256;

    /// <summary>TCSAFLUSH: at once, and what was typed before is dropped.</summary>
    private const int DropTyped = 2;

    /// <summary>ECHO in c_lflag, the fourth word of struct termios: 4 bytes each on Linux, 8 on macOS.</summary>
    private const byte Echo = 0x08;

    private readonly SafeFileHandle _terminal;
    private readonly byte[] _before;

    private TerminalEcho(SafeFileHandle terminal, byte[] before) => (_terminal, _before) = (terminal, before);

    /// <summary>Switches it off.</summary>
    public static TerminalEcho Off(SafeFileHandle terminal)
    {
        var settings = new byte[SettingsBytes];
        _ = GetSettings(Descriptor(terminal), settings);
        var before = (byte[])settings.Clone();
        settings[3 * (OperatingSystem.IsMacOS() ? sizeof(long) : sizeof(int))] &= unchecked((byte)~Echo);
        _ = Set(Descriptor(terminal), DropTyped, settings);
        return new(terminal, before);
    }

    /// <summary>Makes the terminal what it was.</summary>
    public void Dispose()
    {
        if (!_terminal.IsClosed)
            _ = Set(Descriptor(_terminal), DropTyped, _before);
    }

    private static int Descriptor(SafeFileHandle terminal) => (int)terminal.DangerousGetHandle();

    [DllImport("libc", EntryPoint = "tcgetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetSettings(int descriptor, [Out] byte[] settings);

    [DllImport("libc", EntryPoint = "tcsetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Set(int descriptor, int when, byte[] settings);
}
