using Usher.Licensing;

namespace Usher.Cli.Files;

/// <summary>Reads vendors' keys, and finds the passphrase of a secret one.</summary>
internal static class VendorKeyFile
{
    /// <summary>Holds the passphrase where there is nobody to ask.</summary>
    public const string PassphraseVariable = "USHER_VENDOR_PASSPHRASE";

    /// <summary>The secret key in a file; asks for the passphrase if it has one.</summary>
    public static VendorKey ReadSecret(string path, Surroundings surroundings)
    {
        var pem = TextFiles.Read(path);
        var passphrase = VendorKey.IsEncrypted(pem)
            ? Passphrase(surroundings, question: $"Passphrase of {path}: ", otherwise: "")
            : "";
        return VendorKey.Import(pem, passphrase);
    }

    /// <summary>The public key in a file.</summary>
    public static VendorPublicKey ReadPublic(string path) => VendorPublicKey.Import(TextFiles.Read(path));

    /// <summary>A passphrase for a new key, typed twice or from the environment.</summary>
    public static string NewPassphrase(string vendor, Surroundings surroundings)
    {
        var passphrase = Passphrase(surroundings, $"New passphrase for the key of '{vendor}': ", ", or make a key without one by --no-passphrase");
        if (passphrase.Length == 0)
            throw FaultException.Usage(CliCodes.PassphraseMistyped, "the passphrase is empty", "type one, or make a key without one by --no-passphrase");
        if (surroundings.Variable(PassphraseVariable) is null && surroundings.AskSecret!("The same again: ") != passphrase)
            throw FaultException.Usage(CliCodes.PassphraseMistyped, "the two passphrases differ", "nothing was written; run it again");
        return passphrase;
    }

    private static string Passphrase(Surroundings surroundings, string question, string otherwise) =>
        surroundings.Variable(PassphraseVariable)
        ?? surroundings.AskSecret?.Invoke(question)
        ?? throw FaultException.Usage(
            CliCodes.NoPassphrase,
            "a passphrase is needed, and there is no terminal to ask for it",
            $"put it into the environment variable {PassphraseVariable}{otherwise}");
}
