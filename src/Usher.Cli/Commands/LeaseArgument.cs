using Usher.Client;

namespace Usher.Cli.Commands;

/// <summary>Reads a lease's id.</summary>
internal static class LeaseArgument
{
    /// <summary>The id.</summary>
    /// <exception cref="FaultException">It is none (USH5004).</exception>
    public static LeaseId Read(string text) => LeaseId.TryParse(text, out var id)
        ? id
        : throw FaultException.Usage(
            CliCodes.BadValue, $"'{text}' is no lease's id, which has {LeaseId.HexLength} hexadecimal digits", "'usher who' lists leases with their ids");
}
