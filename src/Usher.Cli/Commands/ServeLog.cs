namespace Usher.Cli.Commands;

/// <summary>Sends standard error of this process to a file, and with it the server's log.</summary>
internal static class ServeLog
{
    /// <summary>Appends to the file from now on.</summary>
    /// <exception cref="FaultException">It cannot be written (USH5012).</exception>
    public static void To(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            Console.SetError(new StreamWriter(file) { AutoFlush = true });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw FaultException.Usage(CliCodes.CannotWrite, $"cannot write '{path}': {error.Message.TrimEnd('.')}", "check that the folder is there and yours");
        }
    }
}
