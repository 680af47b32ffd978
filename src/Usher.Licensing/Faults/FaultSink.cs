using static System.FormattableString;

namespace Usher.Licensing;

/// <summary>
/// Collects what is wrong with terms or a payload, all of it. The rules say what is wrong and how a vendor cures it;
/// whoever reads a signed file cannot cure it, so there the hint is to ask the vendor.
/// </summary>
/// <param name="code">The code of a broken rule.</param>
/// <param name="hint">The cure of every fault; null takes the rule's own.</param>
internal sealed class FaultSink(string code, string? hint = null)
{
    /// <summary>Most faults that are listed; what comes after them is seldom news.</summary>
    internal const int FaultsMax = 100;

    private readonly List<LicenseFault> _faults = [];

    /// <summary>Where the rules look now, as the start of a message: a JSON path, a line, a feature.</summary>
    internal string Where { get; set; } = "";

    internal IReadOnlyList<LicenseFault> Faults => _faults;

    internal static FaultSink ForReading() => new(
        LicenseCodes.Malformed, "ask the vendor for a new license; the rules are in docs/license-file.md");

    internal static FaultSink ForIssuing(string code = LicenseCodes.FeatureValue) => new(code);

    internal void Bad(string field, string message, string cure) => Add(code, field, message, cure);

    internal void TooMany(string field, int count, int max) => Add(
        LicenseCodes.TooMany, field, Invariant($"has {count:N0} entries, and {max:N0} are allowed"), "split it over several licenses or lines");

    internal void Range(string field, long value, long min, long max)
    {
        if (value < min || value > max)
            Bad(field, Invariant($"is {value:N0}, but must be {min:N0} to {max:N0}"),
                Invariant($"give a whole number from {min:N0} to {max:N0}"));
    }

    private void Add(string faultCode, string field, string message, string cure)
    {
        if (_faults.Count < FaultsMax)
            _faults.Add(new LicenseFault(faultCode, $"{Where}{field} {message}", hint ?? cure));
    }
}
