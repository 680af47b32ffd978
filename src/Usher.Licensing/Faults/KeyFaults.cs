namespace Usher.Licensing;

/// <summary>The wording of everything that can be wrong with a key file.</summary>
internal static class KeyFaults
{
    private const string AskForPublicKey = "pass the file that 'usher vendor public-key' writes (NAME.pub.pem)";

    internal static LicenseFault BadName(string? name) => new(
        LicenseCodes.VendorName,
        $"'{Printable.Short(name)}' cannot be a vendor's name",
        "use 1 to 63 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit, such as 'acme'");

    internal static LicenseFault NoName() => new(
        LicenseCodes.VendorName,
        "the key file does not say whose key it is",
        $"put the line '{KeyPem.SecretTitle}NAME{KeyPem.SecretTitleEnd}' above the BEGIN line");

    internal static LicenseFault Unreadable() => new(
        LicenseCodes.KeyUnreadable,
        "this is not a key in PEM form, or it is damaged",
        "pass the file that 'usher vendor init' wrote, or restore it from your backup");

    internal static LicenseFault PassphraseNeeded() => new(
        LicenseCodes.PassphraseNeeded,
        "the vendor key is encrypted and no passphrase was given",
        "type it when asked, or set USHER_VENDOR_PASSPHRASE");

    internal static LicenseFault PassphraseWrong() => new(
        LicenseCodes.PassphraseWrong,
        "the passphrase does not open the vendor key, or the key file is damaged",
        "try again; without the passphrase the key is lost, and only a backup or a new key helps");

    internal static LicenseFault IsPublic() => new(
        LicenseCodes.KeyIsPublic,
        "this is a public key; issuing needs the vendor's secret key",
        "pass the file that 'usher vendor init' wrote as NAME.key.pem");

    internal static LicenseFault IsSecret() => new(
        LicenseCodes.KeyIsSecret,
        "this is a secret key; it belongs to the vendor alone and was not read",
        AskForPublicKey);

    internal static LicenseFault OtherKind() => new(
        LicenseCodes.KeyKind,
        "this is not an ECDSA key on the curve P-256, the only kind that Usher uses",
        "make one with 'usher vendor init NAME'");

    internal static LicenseFault NoIdentity(string? text) => new(
        LicenseCodes.ServerIdentity,
        $"'{Printable.Short(text)}' is not the identity of a server",
        "run 'usher id' on the server and pass the 64 hexadecimal digits that it prints, or 'any'");

    internal static LicenseFault OtherId(string said) => new(
        LicenseCodes.KeyUnreadable,
        $"the file says key id {Printable.Short(said)}, but the key in it has another",
        AskForPublicKey);
}
