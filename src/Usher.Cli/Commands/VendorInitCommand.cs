using Usher.Cli.CommandLine;
using Usher.Cli.Files;
using Usher.Cli.Output;
using Usher.Licensing;

namespace Usher.Cli.Commands;

/// <summary>'usher vendor init': makes a vendor's key.</summary>
internal static class VendorInitCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var name = new System.CommandLine.Argument<string>("NAME") { Description = "the vendor's name: lower-case letters, digits, '.', '_', '-'" };
        var folder = Options.Text("--dir", "FOLDER", "where the two files go; made if missing (default: the current folder)");
        var open = Options.Switch("--no-passphrase", "leave the secret key unencrypted, for machines that issue licenses unattended");
        var json = Options.Json();
        return new VerbCommand("init", "Make a vendor's key: a secret half that signs licenses, a public half that programs embed.")
        {
            name, folder, open, json,
        }
            .Note(
                "The secret key is encrypted with a passphrase, which is asked for, or taken from the environment variable",
                $"{VendorKeyFile.PassphraseVariable}. Existing files are never overwritten.")
            .Example("usher vendor init acme", "ask for a passphrase; write acme.key.pem and acme.pub.pem")
            .Example("usher vendor init acme --dir keys --no-passphrase", "write keys/acme.key.pem unencrypted")
            .Does(parsed => Task.FromResult(Run(
                parsed.GetRequiredValue(name), parsed.GetValue(folder) ?? "", parsed.GetValue(open), parsed.GetValue(json), surroundings)));
    }

    /// <summary>Makes the key and writes NAME.key.pem (0600) and NAME.pub.pem.</summary>
    internal static int Run(string name, string folder, bool withoutPassphrase, bool json, Surroundings surroundings)
    {
        using var key = VendorKey.Create(name);
        var secret = Path.Combine(folder, $"{name}.key.pem");
        var open = Path.Combine(folder, $"{name}.pub.pem");
        TextFiles.ThrowIfExists(secret);
        TextFiles.ThrowIfExists(open);
        var passphrase = withoutPassphrase ? "" : VendorKeyFile.NewPassphrase(name, surroundings);
        if (folder.Length > 0)
            TextFiles.EnsureFolder(folder);
        TextFiles.CreateNew(secret, key.ExportPem(passphrase), isSecret: true);
        TextFiles.CreateNew(open, key.PublicKey.ExportPem(), isSecret: false);
        if (json)
            JsonOutput.Write(new VendorKeyJson(name, key.PublicKey.Id, secret, open), CliJson.Readable.VendorKeyJson, surroundings);
        else
            Print(key.PublicKey, secret, open, surroundings.Output);
        return ExitCode.Done;
    }

    private static void Print(VendorPublicKey key, string secret, string open, TextWriter output)
    {
        output.WriteLine($"Made the key of vendor '{key.Name}'.");
        output.WriteLine($"  secret: {secret}   signs your licenses; keep it, back it up, show it to nobody");
        output.WriteLine($"  public: {open}   build it into your program");
        output.WriteLine($"  id:     {key.Id}");
        output.WriteLine();
        output.WriteLine("Next, issue a license:");
        output.WriteLine($"  usher vendor issue --key {secret} --customer 'Example Ltd' --server any --feature cad:seats=5 -o example.lic");
    }
}
