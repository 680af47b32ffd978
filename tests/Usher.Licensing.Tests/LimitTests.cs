using System.Text;

namespace Usher.Licensing.Tests;

/// <summary>Every limit: at it things are fine, one above they are refused.</summary>
public sealed class LimitTests
{
    private static readonly LicenseFeature Base = new() { Name = "f", Seats = 1 };

    private static readonly Dictionary<string, (long Limit, Func<int, LicenseFeature> Make)> ByName = new()
    {
        ["name"] = (LicenseLimits.NameBytesMax, n => Base with { Name = new string('x', n) }),
        ["product"] = (LicenseLimits.NameBytesMax, n => Base with { Product = new string('x', n) }),
        ["note"] = (LicenseLimits.NoteBytesMax, n => Base with { Note = new string('x', n) }),
        ["seats"] = (LicenseLimits.SeatsMax, n => Base with { Seats = n }),
        ["overdraft"] = (LicenseLimits.SeatsMax, n => Base with { Overdraft = n }),
        ["graceDays"] = (LicenseLimits.GraceDaysMax, n => Base with { Expires = Desk.Day("9900-12-31"), GraceDays = n }),
        ["lingerMax"] = (LicenseLimits.LingerSecondsMax, n => Base with { LingerMax = TimeSpan.FromSeconds(n) }),
        ["borrow.hoursMax"] = (LicenseLimits.BorrowHoursMax, n => Base with { Borrow = new() { HoursMax = n } }),
        ["borrow.seatsMax"] = (LicenseLimits.SeatsMax, n => Base with { Borrow = new() { HoursMax = 1, SeatsMax = n } }),
        ["tokensPerSeat"] = (LicenseLimits.TokensPerSeatMax,
            n => Base with { Model = LicenseModel.TokenPool, TokenFeature = "p", TokensPerSeat = n }),
        ["nodes"] = (LicenseLimits.NodesMax, n => Base with { Model = LicenseModel.NodeLocked, Nodes = Texts(n) }),
        ["users"] = (LicenseLimits.UsersMax, n => Base with { Model = LicenseModel.NamedUser, Users = Texts(n) }),
        ["contains"] = (LicenseLimits.ContainsMax, n => Base with { Model = LicenseModel.Package, Contains = Texts(n) }),
        ["nodes[0]"] = (LicenseLimits.HolderBytesMax, n => Base with { Model = LicenseModel.NodeLocked, Nodes = [new string('x', n)] }),
        ["version parts"] = (LicenseLimits.VersionPartsMax, n => Base with { Version = string.Join('.', Texts(n, "1")) }),
        ["version digits"] = (LicenseLimits.VersionDigitsMax, n => Base with { Version = new string('1', n) }),
    };

    public static TheoryData<string> Names() => [.. ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_feature_at_the_limit_is_issued_and_read(string name)
    {
        var (limit, make) = ByName[name];
        Assert.True(Desk.Verify(Desk.Issue(make((int)limit)).Text).IsValid);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_feature_above_the_limit_is_not_issued_and_not_read(string name)
    {
        var (limit, make) = ByName[name];
        var terms = Desk.Terms(make((int)limit + 1));
        Assert.NotEmpty(LicenseFile.Check(terms));
        Assert.Throws<LicenseException>(() => Desk.Issue(terms));

        var signed = Jws.Sign(PayloadWriter.Write(Desk.Issue().License with { Features = terms.Features }), Desk.Acme);
        var verdict = LicenseFile.VerifyJws(signed, Desk.Check);
        Assert.Null(verdict.License);
        Assert.Contains(verdict.Faults, fault => fault.Code is LicenseCodes.Malformed or LicenseCodes.TooMany);
    }

    [Fact]
    public void Names_are_measured_in_bytes()
    {
        Assert.Empty(LicenseFile.Check(Desk.Terms(Base with { Name = new string('ö', 32) })));
        Assert.NotEmpty(LicenseFile.Check(Desk.Terms(Base with { Name = new string('ö', 32) + "x" })));
    }

    [Fact]
    public void Years_go_from_1970_to_9900()
    {
        Assert.All(["1970-01-01", "9900-12-31", "9900-12-31T23:59:59Z"], text => Assert.True(LicenseTime.TryParse(text, out _)));
        Assert.All(["1969-12-31", "9901-01-01", "9999-12-31T23:59:59Z"], text => Assert.False(LicenseTime.TryParse(text, out _)));
        Assert.Throws<ArgumentOutOfRangeException>(() => LicenseTime.OnDay(new DateOnly(9901, 1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => LicenseTime.At(DateTimeOffset.MinValue));
    }

    [Fact]
    public void The_latest_end_with_the_longest_grace_can_be_judged_at_any_time()
    {
        var feature = Base with { Expires = Desk.Day("9900-12-31"), GraceDays = LicenseLimits.GraceDaysMax };
        var text = Desk.Issue(feature).Text;
        Assert.True(Desk.Verify(text, new LicenseCheck { Now = Desk.Day("9900-12-31").End }).IsValid);
        Assert.False(Desk.Verify(text, new LicenseCheck { Now = DateTimeOffset.MaxValue }).IsValid);
        Assert.True(Desk.Verify(text, new LicenseCheck { Now = DateTimeOffset.MinValue }).IsValid);
    }

    [Fact]
    public void The_customer_and_the_servers_have_a_code_of_their_own()
    {
        Assert.Equal([LicenseCodes.Terms], Desk.Codes(LicenseFile.Check(Desk.Terms() with { Customer = "" })));
        Assert.Equal([LicenseCodes.Terms], Desk.Codes(LicenseFile.Check(Desk.Terms() with { Servers = ServerBinding.To(Desk.Here, Desk.Here) })));
        Assert.Equal([LicenseCodes.Terms], Desk.Codes(LicenseFile.Check(Desk.Terms() with { UnknownFields = [new("x", "{")] })));
        Assert.Equal([LicenseCodes.FeatureValue], Desk.Codes(LicenseFile.Check(Desk.Terms(Base with { Sharing = (SharingRule)16 }))));
    }

    [Fact]
    public void Units_have_a_limit()
    {
        var metered = Base with { Model = LicenseModel.Metered, Units = LicenseLimits.UnitsMax };
        Assert.Empty(LicenseFile.Check(Desk.Terms(metered)));
        Assert.NotEmpty(LicenseFile.Check(Desk.Terms(metered with { Units = LicenseLimits.UnitsMax + 1 })));
        Assert.NotEmpty(LicenseFile.Check(Desk.Terms(metered with { Units = 0 })));
    }

    [Fact]
    public void A_customer_has_200_bytes()
    {
        Assert.Empty(LicenseFile.Check(Desk.Terms() with { Customer = new string('c', LicenseLimits.CustomerBytesMax) }));
        Assert.NotEmpty(LicenseFile.Check(Desk.Terms() with { Customer = new string('c', LicenseLimits.CustomerBytesMax + 1) }));
    }

    [Fact]
    public void Ten_thousand_features_fit_a_file_and_one_more_do_not()
    {
        var features = Texts(LicenseLimits.FeaturesMax + 1).Select(name => Base with { Name = name }).ToArray();
        var issued = Desk.Issue(features[..^1]);

        Assert.Equal(LicenseLimits.FeaturesMax, Desk.Verify(issued.Text).License!.Features.Count);
        Assert.Contains("Feature:  and 9950 more\n", issued.Text, StringComparison.Ordinal);
        Assert.Equal(LicenseCodes.TooMany, Desk.Thrown(() => Desk.Issue(features)).Code);

        var signed = Jws.Sign(PayloadWriter.Write(issued.License with { Features = features }), Desk.Acme);
        Assert.Equal([LicenseCodes.TooMany], Desk.Codes(LicenseFile.VerifyJws(signed, Desk.Check).Faults));
    }

    [Fact]
    public void A_hundred_servers_fit_a_file_and_one_more_do_not()
    {
        var servers = Enumerable.Range(0, LicenseLimits.ServersMax + 1).Select(n => ServerIdentity.FromSpki([(byte)n])).ToArray();

        Assert.True(Desk.Verify(Desk.Issue(Desk.Terms() with { Servers = ServerBinding.To(servers[..^1]) }).Text).IsValid);
        Assert.Equal(LicenseCodes.TooMany, Desk.Thrown(() => Desk.Issue(Desk.Terms() with { Servers = ServerBinding.To(servers) })).Code);
    }

    [Fact]
    public void A_file_of_one_mebibyte_is_read_and_one_byte_more_is_too_large()
    {
        var file = Encoding.ASCII.GetBytes(Desk.Issue().Text.PadRight(LicenseFile.BytesMax, '\n'));

        Assert.Equal(LicenseCodes.ReEncoded, Desk.Code(LicenseFile.Verify(file, Desk.Check)));
        Assert.Equal(LicenseCodes.TooLarge, Desk.Code(LicenseFile.Verify([.. file, (byte)'\n'], Desk.Check)));
        Assert.Equal(LicenseCodes.TooLarge, Desk.Code(LicenseFile.VerifyJws(new string('A', LicenseFile.BytesMax + 1), Desk.Check)));
        Assert.Equal(LicenseCodes.Truncated, Desk.Code(LicenseFile.VerifyJws(new string('A', LicenseFile.BytesMax), Desk.Check)));
    }

    [Fact]
    public void A_license_that_would_be_too_large_is_not_issued()
    {
        var features = Texts(LicenseLimits.FeaturesMax).Select(name => Base with { Name = name, Note = new string('n', 100) }).ToArray();
        Assert.Equal(LicenseCodes.TooLarge, Desk.Thrown(() => Desk.Issue(features)).Code);
    }

    [Fact]
    public void Json_nests_sixteen_deep_and_no_deeper()
    {
        static string Nested(int depth) => $",\"deep\":{new string('[', depth)}{new string(']', depth)}";

        Assert.True(Desk.VerifyPayload(Desk.Payload(more: Nested(LicenseLimits.JsonDepthMax - 1))).IsValid);
        Assert.Equal(LicenseCodes.Malformed, Desk.Code(Desk.VerifyPayload(Desk.Payload(more: Nested(LicenseLimits.JsonDepthMax)))));
    }

    [Fact]
    public void A_thousand_warnings_are_listed_and_the_rest_counted()
    {
        static string Unknown(int count) => string.Concat(Enumerable.Range(0, count).Select(n => $",\"x{n}\":0"));

        Assert.Equal(LicenseLimits.WarningsMax, Desk.VerifyPayload(Desk.Payload(more: Unknown(LicenseLimits.WarningsMax))).Warnings.Count);
        var verdict = Desk.VerifyPayload(Desk.Payload(more: Unknown(LicenseLimits.WarningsMax + 2)));
        Assert.Equal(LicenseCodes.MoreWarnings, verdict.Warnings[^1].Code);
        Assert.StartsWith("2 more", verdict.Warnings[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_faults_are_listed()
    {
        var features = Texts(FaultSink.FaultsMax + 1).Select(name => Base with { Name = name, Seats = 0 }).ToArray();
        Assert.Equal(FaultSink.FaultsMax, LicenseFile.Check(Desk.Terms(features)).Count);
    }

    private static string[] Texts(int count, string? text = null) =>
        [.. Enumerable.Range(0, count).Select(n => text ?? $"x{n}")];
}
