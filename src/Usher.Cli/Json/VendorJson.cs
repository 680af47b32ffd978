namespace Usher.Cli.Output;

/// <summary>What 'vendor init --json' prints.</summary>
internal sealed record VendorKeyJson(string Vendor, string KeyId, string SecretKey, string PublicKey);

/// <summary>What 'vendor public-key --json' prints.</summary>
internal sealed record VendorPublicKeyJson(string Vendor, string KeyId, string Pem);
