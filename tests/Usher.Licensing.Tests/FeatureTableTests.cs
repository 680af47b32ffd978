namespace Usher.Licensing.Tests;

public sealed class FeatureTableTests
{
    [Fact]
    public void A_csv_table_has_a_header_and_a_feature_in_each_row()
    {
        var reading = FeatureTable.ParseCsv("name,seats,expires,note,users,model\r\ncad,50,2027-12-31,\"a, \"\"b\"\"\nc\",,\r\n\r\nmesh,,,,ann+bob,named-user\r\n");

        Assert.Contains(reading.Faults, fault => fault.Message.Contains("note", StringComparison.Ordinal));
        var clean = FeatureTable.ParseCsv("name,seats,expires,note,users,model\r\ncad,50,2027-12-31,\"a, \"\"b\"\"\",,\r\n\r\nmesh,,,,ann+bob,named-user\r\n");
        Assert.Empty(clean.Faults);
        Assert.Equal(["cad", "mesh"], clean.Features.Select(feature => feature.Name));
        Assert.Equal("a, \"b\"", clean.Features[0].Note);
        Assert.Equal(2, clean.Features[1].Seats);
    }

    [Theory]
    [InlineData("", "line 1: the table is empty")]
    [InlineData("nme,seats\ncad,1\n", "line 1: there is no column 'nme'")]
    [InlineData("name;seats\ncad;1\n", "line 1: there is no column 'name;seats'")]
    [InlineData("seats\n1\n", "line 1: there is no column 'name'")]
    [InlineData("name,seats,seats\ncad,1,1\n", "line 1: the column 'seats' is there twice")]
    [InlineData("name,grace,graceDays\ncad,1,1\n", "line 1: the column 'grace' is there twice")]
    [InlineData("name,seats\ncad\n", "line 2: there are 1 fields under 2 columns")]
    [InlineData("name,seats\ncad,x\n", "line 2, column seats: does not take 'x'")]
    [InlineData("name,seats\ncad,1\nmesh,0\n", "line 3, column seats is missing")]
    [InlineData("name,seats\nca\"d,1\n", "line 2, column 3: there is a quote inside")]
    [InlineData("name,seats\n\"cad,1\n", "line 2, column 1: the quote that begins here")]
    [InlineData("name,seats\n\"cad\"x,1\n", "line 2, column 6: there is text after")]
    public void A_mistake_in_csv_names_line_and_column(string text, string message) =>
        Assert.StartsWith(message, FeatureTable.ParseCsv(text).Faults[0].Message, StringComparison.Ordinal);

    [Fact]
    public void All_mistakes_in_csv_are_said_at_once()
    {
        var reading = FeatureTable.ParseCsv("name,seats,expires\na,x,y\nb,0,\nc\n");
        Assert.Equal(["line 2", "line 2", "line 3", "line 4"], reading.Faults.Select(fault => fault.Message[..6]));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_a_table()
    {
        Assert.True(FeatureTable.ParseCsv("\uFEFFname,seats\ncad,1\n").IsValid);
        Assert.True(FeatureTable.ParseJson("\uFEFF[{\"name\":\"cad\",\"seats\":1}]").IsValid);
    }

    [Fact]
    public void A_json_table_is_a_list_of_features_as_in_a_license()
    {
        var reading = FeatureTable.ParseJson("""
            { "features": [
              // the big one
              {"name": "cad", "seats": 50, "sharing": ["user", "host"], "borrow": {"hoursMax": 72}},
              {"name": "mesh", "model": "metered", "units": 1000},
            ] }
            """);

        Assert.Empty(reading.Faults);
        Assert.Equal(["cad", "mesh"], reading.Features.Select(feature => feature.Name));
        Assert.Equal(72, reading.Features[0].Borrow!.HoursMax);
    }

    [Theory]
    [InlineData("[{\"name\":\"cad\",\n\"seats\":}]", "line 2, column 9: this is not JSON", "correct")]
    [InlineData("{}", "there is no list of features", "name")]
    [InlineData("5", "there is no list of features", "name")]
    [InlineData("[5]", "$[0] is not an object", "name")]
    [InlineData("""[{"name":"cad","seets":1}]""", "$[0].seets: there is no such field", "did you mean 'seats'?")]
    [InlineData("""[{"name":"cad","seats":1,"model":"flaoting"}]""", "$[0].model does not take 'flaoting'", "did you mean 'floating'?")]
    [InlineData("""[{"name":"cad","seats":1,"sharing":["team"]}]""", "$[0].sharing does not take 'team'", "user, host, display, site")]
    [InlineData("""[{"name":"cad","seats":0}]""", "$[0].seats is missing", "seats=50")]
    [InlineData("""{"features":[{"name":"cad","seats":true}]}""", "$.features[0].seats is not a whole number", "whole number")]
    [InlineData("""[{"name":"\ud800","seats":1}]""", "a text has half of a surrogate pair", "UTF-8")]
    public void A_mistake_in_json_names_the_place(string text, string message, string hint)
    {
        var fault = FeatureTable.ParseJson(text).Faults[0];
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
        Assert.Contains(hint, fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_has_ten_thousand_features_at_most()
    {
        static string Csv(int count) => "name,seats\n" + string.Concat(Enumerable.Range(0, count).Select(n => $"f{n},1\n"));
        static string Json(int count) => $"[{string.Join(',', Enumerable.Range(0, count).Select(n => $"{{\"name\":\"f{n}\",\"seats\":1}}"))}]";

        Assert.Equal(LicenseLimits.FeaturesMax, FeatureTable.ParseCsv(Csv(LicenseLimits.FeaturesMax)).Features.Count);
        Assert.Empty(FeatureTable.ParseCsv(Csv(LicenseLimits.FeaturesMax)).Faults);
        Assert.Equal([LicenseCodes.TooMany], Desk.Codes(FeatureTable.ParseCsv(Csv(LicenseLimits.FeaturesMax + 1)).Faults));
        Assert.Empty(FeatureTable.ParseJson(Json(LicenseLimits.FeaturesMax)).Faults);
        Assert.Equal([LicenseCodes.TooMany], Desk.Codes(FeatureTable.ParseJson(Json(LicenseLimits.FeaturesMax + 1)).Faults));
    }

    [Fact]
    public void A_table_has_a_limit_of_length()
    {
        var text = "name,seats\ncad,1\n";
        Assert.Empty(FeatureTable.ParseCsv(text.PadRight(FeatureTable.CharsMax, '\n')).Faults);
        Assert.Equal([LicenseCodes.FeatureTable], Desk.Codes(FeatureTable.ParseCsv(text.PadRight(FeatureTable.CharsMax + 1, '\n')).Faults));
    }
}
