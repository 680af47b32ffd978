using System.Collections.Immutable;
using Usher.Licensing;

namespace Usher.Server.Licenses;

/// <summary>Reads what the section "Licenses" names.</summary>
internal static class VendorKeyFiles
{
    private const int KeyBytesMax = 16 * 1024;

    /// <summary>The trusted vendors; null when none is configured, and then any is.</summary>
    /// <exception cref="ServerStartException">Every file that cannot be read (USH5109) or holds no public key (USH103x).</exception>
    internal static IReadOnlyList<VendorPublicKey>? Read(ImmutableArray<string> paths)
    {
        if (paths.IsEmpty)
            return null;
        var faults = new List<ServerFault>();
        var keys = paths.Select(path => Read(path, faults)).OfType<VendorPublicKey>().ToList();
        return faults.Count == 0 ? keys : throw new ServerStartException(faults);
    }

    /// <summary>The bytes of a file, up to a limit and one more.</summary>
    /// <exception cref="ServerStartException">It cannot be read (USH5109).</exception>
    internal static byte[] ReadBytes(string path, int bytesMax)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[Math.Min(file.Length, bytesMax + 1L)];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ServerStartException(Unreadable(path, error), error);
        }
    }

    private static VendorPublicKey? Read(string path, List<ServerFault> faults)
    {
        try
        {
            return VendorPublicKey.Import(System.Text.Encoding.UTF8.GetString(ReadBytes(path, KeyBytesMax)));
        }
        catch (ServerStartException error)
        {
            faults.AddRange(error.Faults);
        }
        catch (LicenseException error)
        {
            faults.Add(new(error.Fault.Code, $"{path}: {error.Fault.Message}", error.Fault.Hint));
        }

        return null;
    }

    private static ServerFault Unreadable(string path, Exception error) => new(
        ServerCodes.FileUnreadable,
        $"{path} cannot be read: {error.Message.TrimEnd('.')}",
        "check the path in Licenses:Files, Licenses:VendorKeys or --license, and that the server's user may read it");
}
