using System.Diagnostics;

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
