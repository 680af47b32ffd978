using System.Buffers.Text;
using System.Diagnostics;
using System.Formats.Asn1;
using System.Numerics;

namespace Usher.Licensing.Tests;

/// <summary>Our key files in OpenSSL, where that is installed.</summary>
public sealed class OpenSslTests
{
    [Fact]
    public void Openssl_reads_the_plain_and_the_encrypted_key_and_finds_the_same_public_key()
    {
        Assert.SkipUnless(IsInstalled(), "openssl is not installed");
        var expected = PemBlock(Desk.Acme.PublicKey.ExportPem());

        Assert.Equal(expected, PemBlock(Run("pkey -pubout", Desk.Acme.ExportPem(""))));
        Assert.Equal(expected, PemBlock(Run("pkey -pubout -passin pass:secret", Desk.Acme.ExportPem("secret"))));
        Assert.Equal(expected, PemBlock(Run("pkey -pubin -pubout", Desk.Acme.PublicKey.ExportPem())));
    }

    [Fact]
    public void Openssl_verifies_the_signature_of_a_license()
    {
        Assert.SkipUnless(IsInstalled(), "openssl is not installed");
        var folder = Directory.CreateTempSubdirectory("usher-openssl-");
        try
        {
            var jws = Desk.Issue().Jws;
            var dot = jws.LastIndexOf('.');
            var (key, signature) = (Path.Combine(folder.FullName, "key.pem"), Path.Combine(folder.FullName, "signature"));
            File.WriteAllText(key, Desk.Acme.PublicKey.ExportPem());
            File.WriteAllBytes(signature, Der(Base64Url.DecodeFromChars(jws.AsSpan(dot + 1))));

            Assert.Equal("Verified OK", Run($"dgst -sha256 -verify {key} -signature {signature}", jws[..dot]).Trim());
            Assert.Equal("Verification failure", Run($"dgst -sha256 -verify {key} -signature {signature}", jws[..(dot - 1)]).Trim());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] Der(ReadOnlySpan<byte> signature)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new BigInteger(signature[..32], isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(new BigInteger(signature[32..], isUnsigned: true, isBigEndian: true));
        }
        return writer.Encode();
    }

    private static bool IsInstalled()
    {
        try
        {
            return Run("version", "").StartsWith("OpenSSL", StringComparison.Ordinal);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string PemBlock(string text) => text[text.IndexOf("-----BEGIN", StringComparison.Ordinal)..].TrimEnd();

    private static string Run(string arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
