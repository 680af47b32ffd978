using System.Text;

namespace Usher.Licensing.Tests;

/// <summary>What a signed payload may say, and what becomes of fields that nobody knows yet.</summary>
public sealed class PayloadTests
{
    [Fact]
    public void A_small_payload_is_valid() => Assert.True(Desk.VerifyPayload(Desk.Payload()).IsValid);

    [Fact]
    public void Unknown_fields_are_kept_character_for_character_and_reported_by_path()
    {
        var verdict = Desk.VerifyPayload(Desk.Payload(
            """[{"name":"cad","seats":5,"colour":{ "deep" : [1.50, 1e3] },"borrow":{"hoursMax":5,"moon":null}}]""", ",\"region\":\"\\u00e9u\""));

        Assert.True(verdict.IsValid);
        var feature = Assert.Single(verdict.License!.Features);
        Assert.Equal([new UnknownField("colour", "{ \"deep\" : [1.50, 1e3] }")], feature.UnknownFields);
        Assert.Equal([new UnknownField("moon", "null")], feature.Borrow!.UnknownFields);
        Assert.Equal([new UnknownField("region", "\"\\u00e9u\"")], verdict.License.UnknownFields);
        foreach (var path in new[] { "$.features[0].colour", "$.features[0].borrow.moon", "$.region" })
            Assert.Contains(verdict.Warnings, warning => warning.Code == LicenseCodes.UnknownField && warning.Message.Contains(path, StringComparison.Ordinal));

        var again = Encoding.UTF8.GetString(PayloadWriter.Write(verdict.License));
        Assert.Contains("\"colour\":{ \"deep\" : [1.50, 1e3] }", again, StringComparison.Ordinal);
        Assert.Contains("\"region\":\"\\u00e9u\"", again, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_unknown_fields_verifies_to_the_byte()
    {
        var jws = Jws.Sign(Encoding.UTF8.GetBytes(Desk.Payload(more: ",\"region\":\"eu\"")), Desk.Acme);
        var text = LicenseText.Render(LicenseFile.VerifyJws(jws, Desk.Check).License!, jws);
        Assert.True(Desk.Verify(text).IsValid);
    }

    [Fact]
    public void An_unknown_model_is_kept_and_makes_only_its_feature_unusable()
    {
        var verdict = Desk.VerifyPayload(Desk.Payload("""[{"name":"a","seats":1},{"name":"b","model":"quantum"}]"""));

        Assert.True(verdict.IsValid);
        Assert.Equal((LicenseModel.Unsupported, "quantum"), (verdict.License!.Features[1].Model, verdict.License.Features[1].ModelText));
        Assert.False(verdict.License.Features[1].IsUsableAt(Desk.Now));
        Assert.Contains("\"quantum\"", Encoding.UTF8.GetString(PayloadWriter.Write(verdict.License)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("0")]
    public void An_unknown_format_is_refused(string format)
    {
        var verdict = Desk.VerifyPayload(Desk.Payload().Replace("\"format\":1", $"\"format\":{format}", StringComparison.Ordinal));
        Assert.Equal(LicenseCodes.UnknownFormat, Desk.Code(verdict));
        Assert.Null(verdict.License);
    }

    [Theory]
    [InlineData("""[{"seats":5}]""", "$.features[0].name")]
    [InlineData("""[{"name":"cad"}]""", "$.features[0].seats")]
    [InlineData("""[{"name":"cad","seats":"5"}]""", "$.features[0].seats")]
    [InlineData("""[{"name":"cad","seats":5.5}]""", "$.features[0].seats")]
    [InlineData("""[{"name":"cad","seats":-1}]""", "$.features[0].seats")]
    [InlineData("""[{"name":"cad","seats":null}]""", "$.features[0].seats")]
    [InlineData("""[{"name":"a:b","seats":5}]""", "$.features[0].name")]
    [InlineData("""[{"name":"a/b","seats":5}]""", "$.features[0].name")]
    [InlineData("""[{"name":"a\nb","seats":5}]""", "$.features[0].name")]
    [InlineData("""[{"name":"a\u202eb","seats":5}]""", "$.features[0].name")]
    [InlineData("""[{"name":" a","seats":5}]""", "$.features[0].name")]
    [InlineData("""[{"name":"","seats":5}]""", "$.features[0].name")]
    [InlineData("""[{"name":"a","seats":5,"version":"1..2"}]""", "$.features[0].version")]
    [InlineData("""[{"name":"a","seats":5,"version":"1.2.3.4.5"}]""", "$.features[0].version")]
    [InlineData("""[{"name":"a","seats":5,"expires":"2027-02-30"}]""", "$.features[0].expires")]
    [InlineData("""[{"name":"a","seats":5,"expires":"2027-02-20T00:00:00+01:00"}]""", "$.features[0].expires")]
    [InlineData("""[{"name":"a","seats":5,"expires":"9999-12-31"}]""", "$.features[0].expires")]
    [InlineData("""[{"name":"a","seats":5,"starts":"2027-02-20","expires":"2027-02-19"}]""", "$.features[0].expires")]
    [InlineData("""[{"name":"a","seats":5,"borrow":{}}]""", "$.features[0].borrow.hoursMax")]
    [InlineData("""[{"name":"a","seats":5,"sharing":"user"}]""", "$.features[0].sharing")]
    [InlineData("""[{"name":"a","seats":5,"model":"trial"}]""", "$.features[0].expires")]
    [InlineData("""[{"name":"a","seats":5,"model":"node-locked"}]""", "$.features[0].nodes")]
    [InlineData("""[{"name":"a","seats":5,"nodes":["x"]}]""", "$.features[0].nodes")]
    [InlineData("""[{"name":"a","model":"metered"}]""", "$.features[0].units")]
    [InlineData("""[{"name":"a","seats":5,"model":"package"}]""", "$.features[0].contains")]
    [InlineData("""[{"name":"a","seats":5,"model":"token-pool","tokenFeature":"p"}]""", "$.features[0].tokensPerSeat")]
    [InlineData("[]", "$.features")]
    [InlineData("[1]", "$.features")]
    [InlineData("{}", "$.features")]
    public void A_broken_feature_is_malformed_and_named_by_path(string features, string path)
    {
        var verdict = Desk.VerifyPayload(Desk.Payload(features));
        Assert.Contains(verdict.Faults, fault => fault.Code == LicenseCodes.Malformed && fault.Message.StartsWith(path, StringComparison.Ordinal));
        Assert.Null(verdict.License);
    }

    [Theory]
    [InlineData("\"any\"", "\"any\",\"any\"")]
    [InlineData("[\"any\"]", "[]")]
    [InlineData("[\"any\"]", "[\"ANY\"]")]
    [InlineData("[\"any\"]", "[\"abc\"]")]
    [InlineData("[\"any\"]", "[1]")]
    [InlineData("\"id\":\"LIC-1\"", "\"id\":\"LIC 1\"")]
    [InlineData("\"vendor\":\"acme\"", "\"vendor\":\"Acme!\"")]
    [InlineData("\"customer\":\"Initech\"", "\"customer\":\"\"")]
    [InlineData("2026-11-22T10:00:00Z", "2026-11-22")]
    [InlineData("\"id\":\"LIC-1\"", "\"id\":\"LIC-1\",\"id\":\"LIC-2\"")]
    [InlineData("\"Initech\"", "\"\\ud800\"")]
    public void A_broken_head_is_malformed(string from, string to)
    {
        var verdict = Desk.VerifyPayload(Desk.Payload().Replace(from, to, StringComparison.Ordinal));
        Assert.All(verdict.Faults, fault => Assert.Equal(LicenseCodes.Malformed, fault.Code));
        Assert.NotEmpty(verdict.Faults);
        Assert.Null(verdict.License);
    }

    [Theory]
    [InlineData("""{"name":"a","model":"node-locked","nodes":["x","y"]}""", 2)]
    [InlineData("""{"name":"a","model":"named-user","users":["x","y","z"]}""", 3)]
    [InlineData("""{"name":"a","model":"metered","units":5}""", LicenseLimits.SeatsMax)]
    [InlineData("""{"name":"a","model":"token-pool","tokenFeature":"p","tokensPerSeat":2}""", LicenseLimits.SeatsMax)]
    public void Seats_follow_from_the_model_where_they_are_not_said(string feature, int seats) =>
        Assert.Equal(seats, Desk.VerifyPayload(Desk.Payload($"[{feature}]")).License!.Features[0].Seats);
}
