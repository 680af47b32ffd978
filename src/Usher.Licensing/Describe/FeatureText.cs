using System.Text.RegularExpressions;

namespace Usher.Licensing;

/// <summary>
/// Features on the command line: <c>name:key=value:key=value</c>, such as
/// <c>cad:seats=50:version=2.0:expires=2027-12-31:sharing=user+host:grace=7d</c>. A backslash before <c>:</c>,
/// <c>+</c> or itself takes its meaning away. The keys are in docs/license-file.md.
/// </summary>
public static partial class FeatureText
{
    /// <summary>Longest description, in characters.</summary>
    public const int CharsMax = 64 * 1024;

    /// <summary>Reads one description.</summary>
    /// <returns>One feature, or everything that is wrong: the position, the key, the cure (USH1040 to USH1042).</returns>
    public static FeatureReading Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > CharsMax)
            return Refused(new LicenseFault(LicenseCodes.FeatureSyntax,
                $"the description is {text.Length} characters long, and {CharsMax} are allowed",
                "put many users or hosts into a JSON or CSV file"));
        var pieces = Pieces(text);
        var draft = new FeatureDraft(Escaped.Plain(pieces[0].Piece));
        var faults = new List<LicenseFault>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, piece) in pieces.Skip(1))
        {
            if (Take(draft, piece, seen) is { } fault)
                faults.Add(fault with { Message = $"feature '{Printable.Short(draft.Feature.Name)}', position {at + 1}: {fault.Message}" });
        }
        return faults.Count > 0 ? Refused([.. faults.Take(FaultSink.FaultsMax)]) : Finish(draft);
    }

    private static FeatureReading Refused(params IReadOnlyList<LicenseFault> faults) => new([], faults);

    private static FeatureReading Finish(FeatureDraft draft)
    {
        var faults = FaultSink.ForIssuing();
        faults.Where = $"feature '{Printable.Short(draft.Feature.Name)}': ";
        var feature = draft.Finish(faults);
        return faults.Faults.Count == 0 ? new([feature], []) : Refused(faults.Faults);
    }

    private static LicenseFault? Take(FeatureDraft draft, string piece, HashSet<string> seen)
    {
        var equals = piece.IndexOf('=', StringComparison.Ordinal);
        var key = equals < 0 ? piece : piece[..equals];
        if (FeatureKeys.Canonical(key) is not { } canonical)
            return new(LicenseCodes.FeatureKey, $"there is no key '{Printable.Short(key)}'", DidYouMean.Hint(key, FeatureKeys.Names));
        if (equals < 0)
            return new(LicenseCodes.FeatureSyntax, $"'{key}' has no value", $"write {key}=VALUE");
        if (!seen.Add(canonical))
            return new(LicenseCodes.FeatureSyntax, $"'{key}' is given twice", "give it once");
        var value = piece[(equals + 1)..];
        return FeatureKeys.Set(draft, key, value) is { } wanted
            ? new(LicenseCodes.FeatureValue, $"{key} does not take '{Printable.Short(value)}'", $"write {wanted}")
            : null;
    }

    /// <summary>The pieces between colons; the colons of a time of day do not count.</summary>
    private static List<(int At, string Piece)> Pieces(string text)
    {
        var pieces = new List<(int At, string Piece)>();
        foreach (var (at, piece) in Escaped.Split(text, ':'))
        {
            if (pieces.Count > 0 && BeforeColonInTime().IsMatch(pieces[^1].Piece) && AfterColonInTime().IsMatch(piece))
                pieces[^1] = (pieces[^1].At, $"{pieces[^1].Piece}:{piece}");
            else
                pieces.Add((at, piece));
        }
        return pieces;
    }

    [GeneratedRegex(@"=[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}(:[0-9]{2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex BeforeColonInTime();

    [GeneratedRegex(@"\A[0-9]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex AfterColonInTime();
}
