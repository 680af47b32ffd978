namespace Usher.Licensing;

/// <summary>What reading a license file came to.</summary>
public sealed record LicenseVerdict
{
    /// <summary>
    /// The license, if nothing in the file was changed; also when it is expired, bound elsewhere or of an unknown
    /// vendor, so that it can be shown. Grant from it only if <see cref="IsValid"/>.
    /// </summary>
    public License? License { get; init; }

    /// <summary>The key that made the signature, once the signature was found sound; named as the trusted list names it.</summary>
    public VendorPublicKey? Signer { get; init; }

    /// <summary>The signed part in JWS compact form, for clients that verify for themselves.</summary>
    public string? Jws { get; init; }

    /// <summary>Why the license must not be used; empty if it may.</summary>
    public IReadOnlyList<LicenseFault> Faults { get; init; } = [];

    /// <summary>What an administrator should know although the license may be used.</summary>
    public IReadOnlyList<LicenseFault> Warnings { get; init; } = [];

    /// <summary>Whether the license may be used, here and now.</summary>
    public bool IsValid => License is not null && Faults.Count == 0;

    internal static LicenseVerdict Refused(params IReadOnlyList<LicenseFault> faults) => new() { Faults = faults };
}
