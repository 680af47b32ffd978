using System.Text;
using Usher.Server.Identity;

namespace Usher.Server.Management;

/// <summary>
/// Where the Unix socket for administration is: <c>admin.sock</c> in the data folder. Where that path is longer than a
/// socket's may be, the socket is in a private folder of its own, and <c>admin.sock.path</c> says where.
/// </summary>
public sealed class AdminSocket : IDisposable
{
    /// <summary>Longest path of a socket, in bytes: what the strictest system, macOS, allows.</summary>
    public const int PathBytesMax = 103;

    private const string Name = "admin.sock";
    private const string PointerName = "admin.sock.path";

    private readonly string dataFolder;

    private AdminSocket(string dataFolder, string path) => (this.dataFolder, Path) = (dataFolder, path);

    /// <summary>The socket.</summary>
    public string Path { get; }

    /// <summary>Where to connect to. Whether a server answers there is another question.</summary>
    public static string Locate(string dataFolder)
    {
        var folder = System.IO.Path.GetFullPath(dataFolder);
        var pointer = System.IO.Path.Combine(folder, PointerName);
        return File.Exists(pointer) ? File.ReadAllText(pointer).Trim() : System.IO.Path.Combine(folder, Name);
    }

    /// <summary>
    /// Makes room for the socket. The caller holds the folder's lock, so a socket that is there belongs to a dead
    /// server and is removed.
    /// </summary>
    /// <exception cref="ServerStartException">There is no place for it (USH4101).</exception>
    internal static AdminSocket Prepare(string dataFolder)
    {
        try
        {
            Remove(dataFolder);
            var path = System.IO.Path.Combine(dataFolder, Name);
            if (Encoding.UTF8.GetByteCount(path) <= PathBytesMax)
                return new AdminSocket(dataFolder, path);
            path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("usher-").FullName, Name);
            if (Encoding.UTF8.GetByteCount(path) > PathBytesMax)
                throw new IOException($"'{path}' is too long for a socket");
            PrivateFiles.Write(System.IO.Path.Combine(dataFolder, PointerName), Encoding.UTF8.GetBytes(path + "\n"), overwrite: true);
            return new AdminSocket(dataFolder, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ServerStartException(FolderFaults.Unusable(dataFolder, error), error);
        }
    }

    /// <summary>Removes the socket and what was made for it.</summary>
    public void Dispose() => Remove(dataFolder);

    private static void Remove(string dataFolder)
    {
        File.Delete(System.IO.Path.Combine(dataFolder, Name));
        var pointer = System.IO.Path.Combine(dataFolder, PointerName);
        if (!File.Exists(pointer))
            return;
        var elsewhere = File.ReadAllText(pointer).Trim();
        if (System.IO.Path.GetFileName(elsewhere) == Name && System.IO.Path.GetDirectoryName(elsewhere) is { } folder && Directory.Exists(folder))
        {
            File.Delete(elsewhere);
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
        }

        File.Delete(pointer);
    }
}
