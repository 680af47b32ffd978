namespace Usher.Licensing;

/// <summary>Features from a CSV table.</summary>
internal static class CsvFeatures
{
    internal static FeatureReading Read(string text)
    {
        var csv = new CsvReader(text);
        var rows = csv.Rows().Take(LicenseLimits.FeaturesMax + 2).ToList();
        if (rows.Count == 0)
            return new([], [csv.Fault ?? Table(1, "the table is empty", "begin with a line of column names, such as name,seats,expires")]);
        var faults = CheckHeader(rows[0]);
        var features = new List<LicenseFeature>();
        if (faults.Count == 0)
            ReadRows(rows, features, faults);
        if (csv.Fault is { } broken)
            faults.Add(broken);
        return new FeatureReading(features, [.. faults.Take(FaultSink.FaultsMax)]);
    }

    private static List<LicenseFault> CheckHeader(CsvRow header)
    {
        var faults = new List<LicenseFault>();
        string[] known = [FeatureKeys.NameColumn, .. FeatureKeys.Names];
        foreach (var column in header.Cells.Where(column => column != FeatureKeys.NameColumn && FeatureKeys.Canonical(column) is null))
            faults.Add(new(LicenseCodes.FeatureKey, $"line {header.Line}: there is no column '{Printable.Short(column)}'",
                column.Contains(';', StringComparison.Ordinal) ? "separate columns with commas, not semicolons" : DidYouMean.Hint(column, known)));
        var counts = header.Cells.CountBy(column => FeatureKeys.Canonical(column) ?? column);
        foreach (var column in counts.Where(pair => pair.Value > 1))
            faults.Add(Table(header.Line, $"the column '{Printable.Short(column.Key)}' is there twice", "keep one"));
        if (!header.Cells.Contains(FeatureKeys.NameColumn))
            faults.Add(Table(header.Line, $"there is no column '{FeatureKeys.NameColumn}'", "begin with a line of column names"));
        return faults;
    }

    private static void ReadRows(List<CsvRow> rows, List<LicenseFeature> features, List<LicenseFault> faults)
    {
        if (rows.Count > LicenseLimits.FeaturesMax + 1)
            faults.Add(new(LicenseCodes.TooMany, $"the table has more than {LicenseLimits.FeaturesMax} features", "split it over several licenses"));
        foreach (var row in rows.Skip(1).Take(LicenseLimits.FeaturesMax))
        {
            if (row.Cells.Count == rows[0].Cells.Count)
                features.Add(Feature(rows[0], row, faults));
            else
                faults.Add(Table(row.Line, $"there are {row.Cells.Count} fields under {rows[0].Cells.Count} columns",
                    "give every row as many fields as the header has"));
        }
    }

    private static LicenseFeature Feature(CsvRow header, CsvRow row, List<LicenseFault> faults)
    {
        var cells = header.Cells.Zip(row.Cells).ToList();
        var draft = new FeatureDraft(cells.First(cell => cell.First == FeatureKeys.NameColumn).Second);
        var before = faults.Count;
        foreach (var (column, value) in cells.Where(cell => cell.First != FeatureKeys.NameColumn && cell.Second.Length > 0))
        {
            if (FeatureKeys.Set(draft, column, value) is { } wanted)
                faults.Add(new(LicenseCodes.FeatureValue,
                    $"line {row.Line}, column {column}: does not take '{Printable.Short(value)}'", $"write {wanted}"));
        }
        if (faults.Count > before)
            return draft.Feature;
        var rules = FaultSink.ForIssuing();
        rules.Where = $"line {row.Line}, column ";
        var feature = draft.Finish(rules);
        faults.AddRange(rules.Faults);
        return feature;
    }

    private static LicenseFault Table(int line, string message, string hint) =>
        new(LicenseCodes.FeatureTable, $"line {line}: {message}", hint);
}
