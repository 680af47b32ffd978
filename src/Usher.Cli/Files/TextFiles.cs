using System.Text;

namespace Usher.Cli.Files;

/// <summary>Reads and writes the files that a command line names, with messages that say what to do.</summary>
internal static class TextFiles
{
    /// <summary>Longest file that is read, in bytes: 8 MiB.</summary>
    public const int BytesMax = 8 * 1024 * 1024;

    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The whole file as text.</summary>
    /// <exception cref="FaultException">It cannot be read (USH5010).</exception>
    public static string Read(string path) => _utf8.GetString(ReadBytes(path));

    /// <summary>The whole file, at most one byte more than <see cref="BytesMax"/>.</summary>
    /// <exception cref="FaultException">It cannot be read (USH5010).</exception>
    public static byte[] ReadBytes(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.CanSeek && file.Length > BytesMax)
                throw CannotRead(path, $"it has {file.Length} bytes, and {BytesMax} are allowed", "name another file");
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CannotRead(path, Reason(error), error is FileNotFoundException or DirectoryNotFoundException
                ? "check the name; a relative path starts at the current folder"
                : "check that it is a file and that you may read it");
        }
    }

    /// <summary>Makes a new file that only its owner can read, or any new file. An existing one stays as it is.</summary>
    /// <exception cref="FaultException">It is there (USH5011) or cannot be written (USH5012).</exception>
    public static void CreateNew(string path, string text, bool isSecret)
    {
        ThrowIfExists(path);
        try
        {
            using var file = new FileStream(path, NewFile(isSecret));
            file.Write(_utf8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, error);
        }
    }

    /// <summary>
    /// Writes a file in one step: readers see the old content or the new one, never a part. A secret one only its owner can
    /// read, from its first instant.
    /// </summary>
    /// <exception cref="FaultException">It cannot be written (USH5012).</exception>
    public static void Replace(string path, string text, bool isSecret = false)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            File.Delete(unfinished);
            using (var file = new FileStream(unfinished, NewFile(isSecret)))
                file.Write(_utf8.GetBytes(text));
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            File.Delete(unfinished);
            throw CannotWrite(path, error);
        }
    }

    /// <summary>Makes a folder and those above it, unless it is there.</summary>
    /// <exception cref="FaultException">It cannot be made (USH5012).</exception>
    public static void EnsureFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, error);
        }
    }

    /// <summary>Refuses to go on without a file.</summary>
    /// <exception cref="FaultException">It is not there (USH5010).</exception>
    public static void ThrowIfMissing(string path)
    {
        if (!File.Exists(path))
            throw CannotRead(path, "there is no such file", "check the name; a relative path starts at the current folder");
    }

    /// <summary>Refuses to touch a file that is there.</summary>
    /// <exception cref="FaultException">It is there (USH5011).</exception>
    public static void ThrowIfExists(string path)
    {
        if (Path.Exists(path))
            throw FaultException.Usage(
                CliCodes.FileExists, $"'{path}' is there already, and is never overwritten", "choose another name or folder, or move the file away");
    }

    private static FileStreamOptions NewFile(bool isSecret)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (isSecret && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static FaultException CannotRead(string path, string reason, string hint) =>
        FaultException.Usage(CliCodes.CannotRead, $"cannot read '{path}': {reason}", hint);

    private static FaultException CannotWrite(string path, Exception error) => FaultException.Usage(
        CliCodes.CannotWrite, $"cannot write '{path}': {Reason(error)}", "check that the folder is there, is yours, and has space left");

    private static string Reason(Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file or folder",
        UnauthorizedAccessException => "it is a folder, or access is not allowed",
        _ => error.Message.TrimEnd('.'),
    };
}
