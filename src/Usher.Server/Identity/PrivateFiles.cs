using System.Runtime.Versioning;

namespace Usher.Server.Identity;

/// <summary>
/// Files and folders for their owner alone; the one place that knows of Unix permissions. On Windows a folder inherits
/// the access list of its parent, which for a service or a user profile is the owner and administrators: there is
/// nothing to set, and nothing is checked.
/// </summary>
internal static class PrivateFiles
{
    [UnsupportedOSPlatform("windows")]
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [UnsupportedOSPlatform("windows")]
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    [UnsupportedOSPlatform("windows")]
    private const UnixFileMode OthersAny =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Whether a file could not be opened because another process has it open exclusively.</summary>
    /// <remarks>Sharing violation and lock violation of Windows; EAGAIN of Linux, EAGAIN of macOS and the BSDs.</remarks>
    internal static bool IsHeldByAnother(IOException error) => OperatingSystem.IsWindows()
        ? (error.HResult & 0xFFFF) is 32 or 33
        : error.HResult is 11 or 35;

    /// <summary>Makes a folder and its parents; an existing one is left as it is.</summary>
    internal static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerFolder);
    }

    /// <summary>How to open a file that nobody else may have open, and that only the owner may read from its first instant.</summary>
    internal static FileStreamOptions Exclusive(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerFile;
        return options;
    }

    /// <summary>Takes every right on a file from everybody but the owner.</summary>
    internal static void Restrict(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, OwnerFile);
    }

    /// <summary>Whether anybody but the owner may do anything with a file.</summary>
    internal static bool IsExposed(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OthersAny) != 0;

    /// <summary>Whether anybody on the machine may add or replace files in a folder.</summary>
    internal static bool IsWritableByAll(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & UnixFileMode.OtherWrite) != 0;

    /// <summary>
    /// Writes a file whole or not at all, for the owner alone. An existing file is kept when
    /// <paramref name="overwrite"/> is false.
    /// </summary>
    /// <returns>False when it was there already.</returns>
    internal static bool Write(string path, ReadOnlySpan<byte> content, bool overwrite)
    {
        var draft = $"{path}.{Environment.ProcessId}.tmp";
        File.Delete(draft);
        using (var file = new FileStream(draft, Exclusive(FileMode.CreateNew)))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite);
            return true;
        }
        catch (IOException) when (!overwrite && File.Exists(path))
        {
            File.Delete(draft);
            return false;
        }
    }
}
