using System.Text.RegularExpressions;

namespace Usher.Tidy.Rules;

/// <summary>Tests advance a clock and await a barrier; they never sleep.</summary>
internal static partial class TimeRules
{
    /// <summary>Real processes have no virtual clock, so their project may wait in real time, through a TimeProvider.</summary>
    private const string RealTime = "tests/Usher.EndToEnd/";

    public static IEnumerable<string> Sleeps(SourceFile file) => file.IsCSharp && file.IsTest
        ? Sleep().Matches(file.Code).Where(match => !HasClock(file, match))
            .Select(match => $"{file.At(match.Index)}: a test that sleeps; advance the clock, then await a barrier")
        : [];

    private static bool HasClock(SourceFile file, Match match)
    {
        var arguments = match.Groups["arguments"].Value;
        var isReal = arguments.Contains("TimeProvider.System", StringComparison.Ordinal);
        return match.Groups["delay"].Success && Clock().IsMatch(arguments)
            && (!isReal || file.Path.StartsWith(RealTime, StringComparison.Ordinal)
                || arguments.Contains("Timeout.Infinite", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\bThread\.Sleep\s*\(|\b(?<delay>Task\.Delay)\s*\((?<arguments>([^()]|\((?<open>)|\)(?<-open>))*?)(?(open)(?!))\)")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"TimeProvider|\w*[cC]lock\b|\b_?time\b")]
    private static partial Regex Clock();
}
