using FsCheck.Fluent;
using FsCheck;

namespace Usher.Licensing.Tests;

public sealed class FeatureTextTests
{
    [Fact]
    public void The_short_form_is_a_floating_feature()
    {
        var feature = One("cad:seats=50:version=2.0:expires=2027-12-31");
        Assert.Equal(Desk.Cad with { UnknownFields = feature.UnknownFields, UnknownSharing = feature.UnknownSharing, Nodes = feature.Nodes, Users = feature.Users, Contains = feature.Contains }, feature);
    }

    [Fact]
    public void Every_key_of_a_floating_feature_is_read()
    {
        var feature = One("cad:seats=5:overdraft=2:sharing=user+host:model=floating:grace=7d:starts=2026-01-01:expires=2027-12-31T18:30:00Z"
            + ":maintenance=2027-06-30:linger=30m:borrow=3d:borrowSeats=2:product=Suite:note=for \\: the lab");

        Assert.Equal((5, 2, 7), (feature.Seats, feature.Overdraft, feature.GraceDays));
        Assert.Equal(SharingRule.User | SharingRule.Host, feature.Sharing);
        Assert.Equal("2027-12-31T18:30:00Z", feature.Expires.ToString());
        Assert.Equal(("2026-01-01", "2027-06-30"), (feature.Starts.ToString(), feature.MaintenanceUntil.ToString()));
        Assert.Equal(TimeSpan.FromMinutes(30), feature.LingerMax);
        Assert.Equal((72, 2), (feature.Borrow!.HoursMax, feature.Borrow.SeatsMax));
        Assert.Equal(("Suite", "for : the lab"), (feature.Product, feature.Note));
    }

    [Fact]
    public void Every_model_can_be_described()
    {
        Assert.Equal(["00:11", "b"], One("a:model=node-locked:nodes=00\\:11+b").Nodes);
        Assert.Equal(["DOMAIN\\ann", "c+d"], One("a:model=named-user:users=DOMAIN\\ann+c\\+d").Users);
        Assert.Equal(("pool", 3), (One("a:model=token-pool:tokenFeature=pool:tokensPerSeat=3").TokenFeature, One("a:model=token-pool:tokenFeature=pool:tokensPerSeat=3").TokensPerSeat));
        Assert.Equal(1_000_000L, One("a:model=metered:units=1000000").Units);
        Assert.Equal(["x", "y"], One("a:model=package:seats=1:contains=x+y").Contains);
        Assert.Equal(LicenseModel.Trial, One("a:model=trial:seats=1:expires=2027-01-01").Model);
        Assert.Equal(LicenseModel.Subscription, One("a:model=subscription:seats=1:expires=2027-01-01").Model);
    }

    [Theory]
    [InlineData("cad:seets=5", LicenseCodes.FeatureKey, "position 5", "did you mean 'seats'?")]
    [InlineData("cad:seats=5:SHARINGS=user", LicenseCodes.FeatureKey, "position 13", "did you mean 'sharing'?")]
    [InlineData("cad:zzz=5", LicenseCodes.FeatureKey, "'zzz'", "use one of seats, version")]
    [InlineData("cad:seats", LicenseCodes.FeatureSyntax, "has no value", "seats=VALUE")]
    [InlineData("cad:seats=1:seats=2", LicenseCodes.FeatureSyntax, "twice", "once")]
    [InlineData("cad:seats=1:grace=1d:graceDays=2", LicenseCodes.FeatureSyntax, "twice", "once")]
    [InlineData("cad:seats=many", LicenseCodes.FeatureValue, "'many'", "a whole number")]
    [InlineData("cad:seats=1:expires=tomorrow", LicenseCodes.FeatureValue, "'tomorrow'", "2027-12-31")]
    [InlineData("cad:seats=1:model=float", LicenseCodes.FeatureValue, "'float'", "floating")]
    [InlineData("cad:seats=1:sharing=team", LicenseCodes.FeatureValue, "'team'", "user, host, display, site")]
    [InlineData("cad:seats=1:grace=7x", LicenseCodes.FeatureValue, "'7x'", "7d")]
    [InlineData("cad:seats=1:linger=9999999d", LicenseCodes.FeatureValue, "'9999999d'", "30m")]
    [InlineData("cad:seats=1:borrow=30m", LicenseCodes.FeatureValue, "'30m'", "72h")]
    [InlineData("cad", LicenseCodes.FeatureValue, "seats is missing", "seats=50")]
    [InlineData("cad:seats=0", LicenseCodes.FeatureValue, "seats", "seats=50")]
    [InlineData("cad:seats=10000001", LicenseCodes.FeatureValue, "10,000,001", "10,000,000")]
    [InlineData(":seats=1", LicenseCodes.FeatureValue, "name is empty", "64")]
    [InlineData("cad:seats=1:borrowSeats=2", LicenseCodes.FeatureValue, "without borrow", "borrow=72h")]
    [InlineData("cad:seats=1:model=trial", LicenseCodes.FeatureValue, "must end", "expires=")]
    public void A_mistake_names_the_place_the_key_and_the_cure(string text, string code, string message, string hint)
    {
        var fault = Assert.Single(FeatureText.Parse(text).Faults);
        Assert.Equal(code, fault.Code);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Contains(hint, fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_said_at_once() =>
        Assert.Equal(3, FeatureText.Parse("cad:seets=5:version:model=x").Faults.Count);

    [Fact]
    public void A_description_has_a_limit()
    {
        static string OfLength(int length) => "cad:model=named-user:users=".PadRight(length, 'u');

        Assert.DoesNotContain(LicenseCodes.FeatureSyntax, Desk.Codes(FeatureText.Parse(OfLength(FeatureText.CharsMax)).Faults));
        Assert.Equal([LicenseCodes.FeatureSyntax], Desk.Codes(FeatureText.Parse(OfLength(FeatureText.CharsMax + 1)).Faults));
    }

    [Fact]
    public void Parsing_never_throws() => Prop.ForAll<NonNull<string>, NonNull<string>>((one, two) =>
    {
        Assert.NotNull(FeatureText.Parse(one.Get));
        Assert.NotNull(FeatureText.Parse($"cad:seats={one.Get}:users={two.Get}:expires={two.Get}"));
        Assert.NotNull(FeatureTable.ParseCsv(one.Get));
        Assert.NotNull(FeatureTable.ParseCsv($"name,seats,note\n{one.Get}\n{two.Get}"));
        Assert.NotNull(FeatureTable.ParseJson(one.Get));
    }).QuickCheckThrowOnFailure();

    private static LicenseFeature One(string text)
    {
        var reading = FeatureText.Parse(text);
        Assert.Empty(reading.Faults);
        return Assert.Single(reading.Features);
    }
}
