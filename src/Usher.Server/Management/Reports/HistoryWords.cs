using System.Text.Json;
using Usher.Core;
using Usher.Journal.History;
using Usher.Protocol;
using Usher.Server.Seats;

namespace Usher.Server.Management.Reports;

/// <summary>Closed sets of words as the API writes them, and the codes that clients were told.</summary>
internal static class HistoryWords
{
    /// <summary>For programs: <c>allSeatsTaken</c>.</summary>
    internal static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName($"{value}");

    /// <summary>Of docs/errors.md.</summary>
    internal static string CodeOf(DenialCause cause) => cause switch
    {
        DenialCause.WaitCancelled => ErrorCodes.WaitCancelled,
        DenialCause.WaitTimedOut => ErrorCodes.WaitTimedOut,
        DenialCause.WaitAbandoned => ErrorCodes.WaitAbandoned,
        DenialCause.WaitHopeless => ErrorCodes.WaitHopeless,
        _ => DenialText.CodeOf((DenialReason)cause),
    };

    /// <summary>Six digits: averages can be made of it again.</summary>
    internal static double Rounded(double value) => Math.Round(value, 6);
}
