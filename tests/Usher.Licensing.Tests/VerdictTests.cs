namespace Usher.Licensing.Tests;

/// <summary>Vendor, server and time: whether a sound license may be used here and now.</summary>
public sealed class VerdictTests
{
    private static readonly LicenseFeature Until2027 = Desk.Cad;

    [Fact]
    public void A_license_of_a_trusted_vendor_is_valid_and_the_signer_has_the_trusted_name()
    {
        var trusted = new VendorPublicKey("acme-2026", Desk.Acme.PublicKey.Spki.ToArray());
        var verdict = Desk.Verify(Desk.Issue().Text, Desk.Check with { TrustedVendors = [Desk.Other.PublicKey, trusted] });

        Assert.True(verdict.IsValid);
        Assert.Equal("acme-2026", verdict.Signer!.Name);
        Assert.Equal(Desk.Acme.PublicKey, verdict.Signer);
    }

    [Fact]
    public void A_license_of_an_unknown_vendor_names_both_keys_and_can_still_be_shown()
    {
        var verdict = Desk.Verify(Desk.Issue().Text, Desk.Check with { TrustedVendors = [Desk.Other.PublicKey] });

        Assert.Equal(LicenseCodes.UnknownKey, Desk.Code(verdict));
        Assert.Contains(Desk.Acme.PublicKey.Id, verdict.Faults[0].Message, StringComparison.Ordinal);
        Assert.Contains(Desk.Other.PublicKey.Id, verdict.Faults[0].Message, StringComparison.Ordinal);
        Assert.Equal("Initech", verdict.License!.Customer);
    }

    [Fact]
    public void A_license_for_another_server_names_both_and_the_command()
    {
        var issued = Desk.Issue(Desk.Terms() with { Servers = ServerBinding.To(Desk.There) });
        var verdict = Desk.Verify(issued.Text, Desk.Check with { Server = Desk.Here });

        Assert.Equal(LicenseCodes.OtherServer, Desk.Code(verdict));
        Assert.Contains(Desk.There.ToString(), verdict.Faults[0].Message, StringComparison.Ordinal);
        Assert.Contains(Desk.Here.ToString(), verdict.Faults[0].Message, StringComparison.Ordinal);
        Assert.Contains("usher id", verdict.Faults[0].Hint, StringComparison.Ordinal);
        Assert.True(Desk.Verify(issued.Text, Desk.Check with { Server = Desk.There }).IsValid);
        Assert.True(Desk.Verify(issued.Text).IsValid);
    }

    [Fact]
    public void A_license_for_any_server_is_valid_on_each() =>
        Assert.True(Desk.Verify(Desk.Issue().Text, Desk.Check with { Server = Desk.Here }).IsValid);

    [Fact]
    public void A_day_as_the_end_lasts_through_its_last_second_in_utc()
    {
        Assert.True(At(Until2027, "2027-12-31T23:59:59Z").IsValid);
        Assert.Equal(LicenseCodes.Expired, Desk.Code(At(Until2027, "2028-01-01T00:00:00Z")));
    }

    [Fact]
    public void An_instant_as_the_end_is_the_first_moment_without_it()
    {
        var feature = Until2027 with { Expires = Desk.Day("2027-06-01T12:00:00Z") };
        Assert.True(At(feature, "2027-06-01T11:59:59Z").IsValid);
        Assert.Equal(LicenseCodes.Expired, Desk.Code(At(feature, "2027-06-01T12:00:00Z")));
    }

    [Fact]
    public void A_feature_begins_with_the_first_second_of_its_day()
    {
        var feature = Until2027 with { Starts = Desk.Day("2027-01-01") };
        Assert.Equal(LicenseCodes.NotYetValid, Desk.Code(At(feature, "2026-12-31T23:59:59Z")));
        Assert.True(At(feature, "2027-01-01T00:00:00Z").IsValid);
    }

    [Fact]
    public void Grace_counts_as_usable_and_warns_until_it_is_over()
    {
        var feature = Until2027 with { GraceDays = 7 };
        var verdict = At(feature, "2028-01-07T23:59:59Z");

        Assert.True(verdict.IsValid);
        Assert.Equal([LicenseCodes.FeatureInGrace], Desk.Codes(verdict.Warnings));
        Assert.Equal(LicenseCodes.Expired, Desk.Code(At(feature, "2028-01-08T00:00:00Z")));
    }

    [Fact]
    public void One_usable_feature_makes_the_file_valid_and_the_others_warn()
    {
        var verdict = Desk.Verify(Desk.Issue(
            Until2027,
            Until2027 with { Name = "old", Expires = Desk.Day("2026-11-20") },
            Until2027 with { Name = "new", Starts = Desk.Day("2026-11-24") },
            Until2027 with { Name = "odd", Model = LicenseModel.Unsupported, ModelText = "quantum" }).Text);

        Assert.True(verdict.IsValid);
        Assert.Equal([LicenseCodes.FeatureExpired, LicenseCodes.FeatureNotYetValid, LicenseCodes.UnsupportedFeature], Desk.Codes(verdict.Warnings));
        Assert.Contains("1 day ago", verdict.Warnings[0].Message, StringComparison.Ordinal);
        Assert.Contains("in 2 days", verdict.Warnings[1].Message, StringComparison.Ordinal);
        Assert.Contains("'quantum'", verdict.Warnings[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_unsupported_features_only_says_to_update()
    {
        var verdict = Desk.Verify(Desk.Issue(Until2027 with { UnknownSharing = ["team"] }).Text);
        Assert.Equal(LicenseCodes.NothingSupported, Desk.Code(verdict));
        Assert.Contains("'team'", verdict.Warnings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_things_wrong_are_all_said()
    {
        var issued = Desk.Issue(Desk.Terms(Until2027 with { Expires = Desk.Day("2026-01-01") }) with { Servers = ServerBinding.To(Desk.There) });
        var verdict = Desk.Verify(issued.Text, Desk.Check with { Server = Desk.Here, TrustedVendors = [Desk.Other.PublicKey] });
        Assert.Equal([LicenseCodes.UnknownKey, LicenseCodes.OtherServer, LicenseCodes.Expired], Desk.Codes(verdict.Faults));
    }

    [Fact]
    public void A_license_from_the_future_warns_of_the_clock()
    {
        var text = Desk.Issue().Text;
        Assert.Empty(Desk.Verify(text, Desk.Check with { Now = Desk.Now.AddDays(-1) }).Warnings);
        var verdict = Desk.Verify(text, Desk.Check with { Now = Desk.Now.AddDays(-1).AddSeconds(-1) });
        Assert.Equal([LicenseCodes.IssuedLater], Desk.Codes(verdict.Warnings));
        Assert.True(verdict.IsValid);
    }

    [Theory]
    [InlineData("2027-12-30T23:59:59Z", 2)]
    [InlineData("2027-12-31T00:00:00Z", 1)]
    [InlineData("2027-12-31T23:59:59Z", 1)]
    [InlineData("2028-01-01T00:00:00Z", 0)]
    [InlineData("2028-01-01T23:59:59Z", 0)]
    [InlineData("2028-01-02T00:00:00Z", -1)]
    public void Days_left_count_a_begun_day(string now, int days) =>
        Assert.Equal(days, Until2027.DaysLeftAt(Desk.Day(now).Start));

    [Fact]
    public void A_perpetual_feature_has_no_days_left_to_count() =>
        Assert.Null((Until2027 with { Expires = null }).DaysLeftAt(Desk.Now));

    private static LicenseVerdict At(LicenseFeature feature, string now) =>
        Desk.Verify(Desk.Issue(feature).Text, Desk.Check with { Now = Desk.Day(now).Start });
}
