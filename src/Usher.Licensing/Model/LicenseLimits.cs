namespace Usher.Licensing;

/// <summary>Every limit of a license file. Lengths are in bytes of UTF-8 unless the name says otherwise.</summary>
public static class LicenseLimits
{
    /// <summary>Lines in one file.</summary>
    public const int FeaturesMax = 10_000;

    /// <summary>Servers that one file may name.</summary>
    public const int ServersMax = 100;

    /// <summary>Length of a feature's, product's or token pool's name.</summary>
    public const int NameBytesMax = 64;

    /// <summary>Length of the customer's name.</summary>
    public const int CustomerBytesMax = 200;

    /// <summary>Length of a note.</summary>
    public const int NoteBytesMax = 500;

    /// <summary>Length of a license id, in characters.</summary>
    public const int IdCharsMax = 64;

    /// <summary>Seats, tokens or overdraft of one line.</summary>
    public const int SeatsMax = 10_000_000;

    /// <summary>Days of grace.</summary>
    public const int GraceDaysMax = 3_650;

    /// <summary>Longest linger that a license can allow, in seconds: 30 days.</summary>
    public const int LingerSecondsMax = 30 * 24 * 60 * 60;

    /// <summary>Longest borrowing that a license can allow, in hours: 366 days.</summary>
    public const int BorrowHoursMax = 366 * 24;

    /// <summary>Tokens that one seat may draw.</summary>
    public const int TokensPerSeatMax = 1_000_000;

    /// <summary>Units of a metered feature.</summary>
    public const long UnitsMax = 1_000_000_000_000_000;

    /// <summary>Hosts of a node-locked line.</summary>
    public const int NodesMax = 10_000;

    /// <summary>Users of a named-user line.</summary>
    public const int UsersMax = 10_000;

    /// <summary>Length of a host id or a user's name.</summary>
    public const int HolderBytesMax = 128;

    /// <summary>Features in a package.</summary>
    public const int ContainsMax = 1_000;

    /// <summary>Numbers in a version.</summary>
    public const int VersionPartsMax = 4;

    /// <summary>Digits of one number of a version.</summary>
    public const int VersionDigitsMax = 9;

    /// <summary>Nesting of the JSON payload, fields that this version does not know included.</summary>
    public const int JsonDepthMax = 16;

    /// <summary>Warnings that one verdict lists; one more says how many were left out.</summary>
    public const int WarningsMax = 1_000;
}
