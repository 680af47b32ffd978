using Usher.Server;

namespace Usher.Cli.Output;

/// <summary>Faults of the server and its administration in the form of ours.</summary>
internal static class ServerFaults
{
    /// <summary>Why a server did not start.</summary>
    public static (int ExitCode, IReadOnlyList<Fault> Faults) Of(ServerStartException error) =>
        (ExitCodeOf(error.Faults[0].Code), [.. error.Faults.Select(Of)]);

    /// <summary>One fault.</summary>
    public static Fault Of(ServerFault fault) => new(fault.Code, fault.Message, fault.Hint);

    /// <summary>The exit code of a server's code: by its area, and by what it is about.</summary>
    public static int ExitCodeOf(string code) => code switch
    {
        ServerCodes.UnknownLicense or ServerCodes.UnknownLease or ServerCodes.UnknownFeature => ExitCode.Refused,
        ServerCodes.NotAuthenticated or ServerCodes.RoleTooLow => ExitCode.Refused,
        ServerCodes.NotABackup or ServerCodes.BackupUnwritable or ServerCodes.WrongFolder => ExitCode.Usage,
        ServerCodes.BadAccountName or ServerCodes.BadPassword => ExitCode.Usage,
        _ when string.CompareOrdinal(code, ServerCodes.WrongHost) >= 0 && string.CompareOrdinal(code, "USH6099") <= 0 => ExitCode.Refused,
        ServerCodes.VendorKeyDiffers or ServerCodes.OlderIssue or ServerCodes.TooManyLicenses
            or ServerCodes.TooManyPools or ServerCodes.TooManyLines => ExitCode.BadLicense,
        ServerCodes.BadRequest or ServerCodes.RequestTooLarge => ExitCode.Usage,
        _ when code.StartsWith("USH1", StringComparison.Ordinal) => ExitCode.BadLicense,
        _ when code.StartsWith("USH2", StringComparison.Ordinal) => ExitCode.Refused,
        _ when code.StartsWith("USH51", StringComparison.Ordinal) => ExitCode.Usage,
        _ => ExitCode.Internal,
    };
}
