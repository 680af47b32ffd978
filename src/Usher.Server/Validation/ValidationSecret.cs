using System.Security.Cryptography;
using System.Text;
using Usher.Server.Identity;

namespace Usher.Server.Validation;

/// <summary>
/// The secret that the keys of all leases come from. In the data folder, for the owner alone, so that the keys that
/// clients hold are good after a restart too.
/// </summary>
internal static class ValidationSecret
{
    /// <summary>The secret's file in the data folder: 64 hex digits.</summary>
    internal const string FileName = "validation.key";

    private const int SecretBytes = 32;

    /// <summary>Reads the secret of a data folder; makes one if there is none.</summary>
    /// <exception cref="ServerStartException">
    /// Others may read it (USH4103), it is damaged (USH4104), or the folder cannot be used (USH4101).
    /// </exception>
    internal static byte[] Open(string dataFolder)
    {
        var path = Path.Combine(dataFolder, FileName);
        try
        {
            if (!File.Exists(path))
                PrivateFiles.Write(path, Encoding.ASCII.GetBytes($"{RandomNumberGenerator.GetHexString(SecretBytes * 2, lowercase: true)}\n"), overwrite: false);
            return Read(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ServerStartException(FolderFaults.Unusable(path, error), error);
        }
    }

    private static byte[] Read(string path)
    {
        if (PrivateFiles.IsExposed(path))
            throw new ServerStartException(FolderFaults.KeyExposed(path));
        using var file = File.OpenText(path);
        var text = new char[(SecretBytes * 2) + 2];
        var digits = text.AsSpan(0, file.ReadBlock(text)).TrimEnd();
        var secret = new byte[SecretBytes];
        return Convert.FromHexString(digits, secret, out var read, out var written) == System.Buffers.OperationStatus.Done
            && (read, written) == (digits.Length, SecretBytes)
            ? secret
            : throw new ServerStartException(Damaged(path));
    }

    private static ServerFault Damaged(string path) => new(
        ServerCodes.KeyDamaged,
        $"{path} does not hold {SecretBytes * 2} hex digits",
        "delete it: the server makes another, and clients that show life by datagrams get new keys over TCP by themselves");
}
