namespace Usher.Licensing;

/// <summary>
/// The stable codes of license files, vendor keys and feature descriptions. Each has a row in docs/errors.md.
/// 10xx below 20: the file is refused. 1020 to 1029: warnings. 103x: keys. 104x: what a vendor wants issued.
/// </summary>
public static class LicenseCodes
{
    /// <summary>The file is something else: binary, a key, another vendor's license format, a text.</summary>
    public const string NotALicense = "USH1001";

    /// <summary>The file has no content.</summary>
    public const string Empty = "USH1002";

    /// <summary>The file or the signed part is longer than the limit.</summary>
    public const string TooLarge = "USH1003";

    /// <summary>The end of the file is missing.</summary>
    public const string Truncated = "USH1004";

    /// <summary>A mail program, an editor or a web page re-encoded the file.</summary>
    public const string ReEncoded = "USH1005";

    /// <summary>At least one byte differs from what the vendor issued.</summary>
    public const string Changed = "USH1006";

    /// <summary>The signature is sound, but its key is none of the vendors trusted here.</summary>
    public const string UnknownKey = "USH1007";

    /// <summary>The license names other servers than this one.</summary>
    public const string OtherServer = "USH1008";

    /// <summary>Every feature has expired and its grace is over.</summary>
    public const string Expired = "USH1009";

    /// <summary>No feature has started yet.</summary>
    public const string NotYetValid = "USH1010";

    /// <summary>The payload says a format number that this version does not know.</summary>
    public const string UnknownFormat = "USH1011";

    /// <summary>The signature is sound, but what it signs breaks the contract of docs/license-file.md.</summary>
    public const string Malformed = "USH1012";

    /// <summary>A list in the license is longer than its limit.</summary>
    public const string TooMany = "USH1013";

    /// <summary>The signature is of another kind than Usher's: other algorithm, type or header.</summary>
    public const string ForeignSignature = "USH1014";

    /// <summary>No feature of the file can be used by this version.</summary>
    public const string NothingSupported = "USH1015";

    /// <summary>Warning: a field that this version does not know. It is kept.</summary>
    public const string UnknownField = "USH1020";

    /// <summary>Warning: one feature has a model or sharing rule that this version does not know.</summary>
    public const string UnsupportedFeature = "USH1021";

    /// <summary>Warning: one feature has expired; others are still usable.</summary>
    public const string FeatureExpired = "USH1022";

    /// <summary>Warning: one feature has not started yet; others are usable.</summary>
    public const string FeatureNotYetValid = "USH1023";

    /// <summary>Warning: one feature has expired and runs on its grace.</summary>
    public const string FeatureInGrace = "USH1024";

    /// <summary>Warning: the license was issued after the present time of this machine; one clock is wrong.</summary>
    public const string IssuedLater = "USH1025";

    /// <summary>Warning: there are more warnings than are listed.</summary>
    public const string MoreWarnings = "USH1026";

    /// <summary>The key file holds no key that can be read.</summary>
    public const string KeyUnreadable = "USH1030";

    /// <summary>The key is encrypted and no passphrase was given.</summary>
    public const string PassphraseNeeded = "USH1031";

    /// <summary>The passphrase does not open the key.</summary>
    public const string PassphraseWrong = "USH1032";

    /// <summary>A public key was given where the secret one is needed.</summary>
    public const string KeyIsPublic = "USH1033";

    /// <summary>A secret key was given where the public one is wanted.</summary>
    public const string KeyIsSecret = "USH1034";

    /// <summary>The key is not an ECDSA key on the curve P-256.</summary>
    public const string KeyKind = "USH1035";

    /// <summary>A vendor's name breaks the rule, or the key file does not say it.</summary>
    public const string VendorName = "USH1036";

    /// <summary>A feature description cannot be read at some position.</summary>
    public const string FeatureSyntax = "USH1040";

    /// <summary>A feature description has a key or column that does not exist.</summary>
    public const string FeatureKey = "USH1041";

    /// <summary>A value of a feature is outside its range or does not fit the model.</summary>
    public const string FeatureValue = "USH1042";

    /// <summary>A table of features (JSON or CSV) cannot be read.</summary>
    public const string FeatureTable = "USH1043";

    /// <summary>The customer, the servers or another term of the license to issue is not acceptable.</summary>
    public const string Terms = "USH1044";

    /// <summary>An identity is not 64 hexadecimal digits.</summary>
    public const string ServerIdentity = "USH1045";
}
