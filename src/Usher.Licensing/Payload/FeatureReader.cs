namespace Usher.Licensing;

/// <summary>Reads one feature from its JSON object, and checks it.</summary>
internal static class FeatureReader
{
    internal static LicenseFeature Read(JsonFields fields, Action<string> unknown)
    {
        var model = fields.Text("model") ?? "";
        var sharing = fields.Texts("sharing");
        var said = fields.Int("seats");
        var feature = FeatureRules.WithSeats(
            new LicenseFeature
            {
                Name = fields.Required("name"),
                Product = fields.Text("product"),
                Model = model.Length == 0 ? LicenseModel.Floating : LicenseModelText.Model(model),
                ModelText = model.Length == 0 ? null! : model,
                Version = fields.Text("version") ?? "0",
                Starts = fields.Time("starts"),
                Expires = fields.Time("expires"),
                MaintenanceUntil = fields.Time("maintenanceUntil"),
                GraceDays = fields.Int("graceDays") ?? 0,
                Overdraft = fields.Int("overdraft") ?? 0,
                Sharing = sharing.Aggregate(SharingRule.None, (rules, name) => rules | LicenseModelText.Rule(name)),
                UnknownSharing = [.. sharing.Where(name => LicenseModelText.Rule(name) == SharingRule.None)],
                LingerMax = fields.Int("lingerMax") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Borrow = fields.Object("borrow") is { } borrow ? ReadBorrow(borrow, unknown) : null,
                TokenFeature = fields.Text("tokenFeature"),
                TokensPerSeat = fields.Int("tokensPerSeat"),
                Units = fields.Long("units"),
                Nodes = fields.Texts("nodes"),
                Users = fields.Texts("users"),
                Contains = fields.Texts("contains"),
                Note = fields.Text("note"),
                UnknownFields = fields.Rest(unknown),
            },
            said);
        fields.Faults.Where = $"{fields.Path}.";
        FeatureRules.Check(fields.Faults, feature);
        return feature;
    }

    private static BorrowTerms ReadBorrow(JsonFields fields, Action<string> unknown) => new()
    {
        HoursMax = fields.Int("hoursMax") ?? 0,
        SeatsMax = fields.Int("seatsMax"),
        UnknownFields = fields.Rest(unknown),
    };
}
