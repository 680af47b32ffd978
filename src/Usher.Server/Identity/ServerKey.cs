using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Usher.Licensing;

namespace Usher.Server.Identity;

/// <summary>The server's key (ECDSA, P-256): what licenses name, and what TLS shows. Made at first start, never replaced.</summary>
internal sealed class ServerKey : IDisposable
{
    /// <summary>The key's file in the data folder.</summary>
    internal const string FileName = "server.key.pem";

    /// <summary>Longest key file, in bytes; ours takes under 300.</summary>
    internal const int FileBytesMax = 16 * 1024;

    private const int SecretBytes = 32;

    // Clients compare the key and nothing else, so the dates only have to satisfy every TLS library.
    private static readonly DateTimeOffset ValidFrom = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset ValidTo = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    /// <summary>X and Y, which end the key's SubjectPublicKeyInfo.</summary>
    private const int PointBytes = 64;

    private readonly ECDsa key;

    private ServerKey(ECDsa key)
    {
        this.key = key;
        var spki = key.ExportSubjectPublicKeyInfo();
        Identity = ServerIdentity.FromSpki(spki);
        PublicPoint = spki.AsMemory()[^PointBytes..];
    }

    /// <summary>SHA-256 of the public key.</summary>
    internal ServerIdentity Identity { get; }

    /// <summary>The public key as a point of P-256: X and Y, 64 bytes.</summary>
    internal ReadOnlyMemory<byte> PublicPoint { get; }

    /// <summary>ES256: r and s, 64 bytes. For one thread at a time.</summary>
    internal byte[] Sign(byte[] bytes) => key.SignData(bytes, HashAlgorithmName.SHA256);

    /// <summary>Reads the key of a data folder; makes one if there is none.</summary>
    /// <exception cref="ServerStartException">
    /// Others may read it (USH4103), it is damaged (USH4104), or the folder cannot be used (USH4101).
    /// </exception>
    internal static ServerKey Open(string dataFolder)
    {
        var path = Path.Combine(dataFolder, FileName);
        try
        {
            if (!File.Exists(path))
                Create(path);
            return Read(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ServerStartException(FolderFaults.Unusable(path, error), error);
        }
    }

    /// <summary>A certificate that the key signed itself, with the key.</summary>
    internal X509Certificate2 MakeCertificate()
    {
        var request = new CertificateRequest($"CN=usher {Identity.ToString()[..16]}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        var made = request.CreateSelfSigned(ValidFrom, ValidTo);
        if (!OperatingSystem.IsWindows())
            return made;
        // SChannel cannot use a key that lives in memory only; the way through PKCS #12 gives it one that it can.
        using (made)
            return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    /// <summary>256 bits that only who has the key can know, the same for the same purpose after every start.</summary>
    internal byte[] DeriveSecret(string purpose)
    {
        var parameters = key.ExportParameters(includePrivateParameters: true);
        try
        {
            return HKDF.DeriveKey(HashAlgorithmName.SHA256, parameters.D!, SecretBytes, info: Encoding.ASCII.GetBytes(purpose));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(parameters.D);
        }
    }

    /// <inheritdoc />
    public void Dispose() => key.Dispose();

    /// <summary>Of two processes that do this at once, the first one's key stays.</summary>
    private static void Create(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PrivateFiles.Write(path, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"), overwrite: false);
    }

    private static ServerKey Read(string path)
    {
        if (PrivateFiles.IsExposed(path))
            throw new ServerStartException(FolderFaults.KeyExposed(path));
        if (new FileInfo(path).Length > FileBytesMax)
            throw new ServerStartException(FolderFaults.KeyDamaged(path));
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            if (IsP256(key))
                return new ServerKey(key);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new ServerStartException(FolderFaults.KeyDamaged(path), error);
        }

        key.Dispose();
        throw new ServerStartException(FolderFaults.KeyDamaged(path));
    }

    /// <summary>A public key alone, or one of another curve, is no server key.</summary>
    private static bool IsP256(ECDsa key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: true);
        return parameters.D is not null && parameters.Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value;
    }
}
