using System.Net;
using Usher.Cli.Admin;
using Usher.Cli.Commands;
using Usher.Cli.Tests.Fakes;

namespace Usher.Cli.Tests.Admin;

public sealed class AdminTests : IDisposable
{
    private const string Change = """
        {"outcome":"added","license":null,"faults":[],"warnings":[{"code":"USH6015","message":"not served yet","hint":"wait"}],
         "pools":[{"feature":"acme/cad","seatsBefore":5,"seatsAfter":2,"linesAdded":[],"linesRemoved":[],"seatsInUse":4,"seatsShort":2,
           "holdersShort":[{"lease":"0a","feature":"acme/cad","user":"ada","host":"desk","display":"","application":"cad 7","seats":1,"state":"active",
             "detached":false,"connectionless":false,"since":"2027-06-01T11:00:00Z","until":"2027-06-01T13:00:00Z","position":0}],"holdersShortTotal":2}]}
        """;

    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task A_license_is_sent_as_it_is_and_the_change_is_told()
    {
        File.WriteAllText(_stage.At("F.lic"), "a license");
        using var handler = new FakeAdmin(HttpStatusCode.OK, Change);

        Assert.Equal(ExitCode.Done, await LicenseAddCommand.RunAsync(Client(handler), _stage.At("F.lic"), json: false, _stage.Surroundings));

        Assert.Equal("POST http://localhost/api/v1/licenses", $"{handler.Request!.Method} {handler.Request.RequestUri}");
        Assert.Equal("a license", handler.Body);
        Assert.Equal("  acme/cad: 5 → 2 seats, 4 in use; 2 in use will have no room:\n    ada@desk: 1 seat until 06-01 13:00:00Z, cad 7, lease 0a\n    and 1 more\n", _stage.Output);
        Assert.Equal("usher: warning USH6015: not served yet; wait\n", _stage.Error);
    }

    [Fact]
    public async Task A_reason_reaches_the_server()
    {
        using var handler = new FakeAdmin(HttpStatusCode.OK, """
            {"lease":{"lease":"0a","feature":"acme/cad","user":"ada","host":"desk","display":"","application":"","seats":1,"state":"active",
             "detached":false,"connectionless":false,"since":"2027-06-01T11:00:00Z","until":"2027-06-01T13:00:00Z","position":0},"coolDownUntil":"2027-06-01T12:02:00.5Z"}
            """);

        Assert.Equal(ExitCode.Done, await RevokeCommand.RunAsync(Client(handler), "0a", "\"left\" open", json: false, _stage.Surroundings));

        Assert.Equal("POST http://localhost/api/v1/leases/0a/revoke", $"{handler.Request!.Method} {handler.Request.RequestUri}");
        Assert.Equal("""{"reason":"\"left\" open"}""", handler.Body!.Replace("\\u0022", "\\\"", StringComparison.Ordinal));
        Assert.Equal("revoked 1 seat of 'acme/cad' from ada@desk, who is refused until 12:02:00Z\n", _stage.Output);
    }

    [Theory]
    [InlineData("USH1006", ExitCode.BadLicense)]
    [InlineData("USH6010", ExitCode.BadLicense)]
    [InlineData("USH6004", ExitCode.Refused)]
    [InlineData("USH6005", ExitCode.Refused)]
    [InlineData("USH4001", ExitCode.Internal)]
    [InlineData("USH6007", ExitCode.Internal)]
    public async Task What_the_server_says_no_to_has_all_its_faults_and_an_exit_code(string code, int exitCode)
    {
        using var handler = new FakeAdmin(HttpStatusCode.UnprocessableEntity, $$"""
            {"type":"urn:usher:error:{{code}}","title":"x","status":422,"detail":"first","code":"{{code}}","hint":"cure",
             "faults":[{"code":"{{code}}","message":"first","hint":"cure"},{"code":"USH1020","message":"second","hint":"other cure"}]}
            """);

        var error = await Assert.ThrowsAsync<FaultException>(
            () => LicenseRemoveCommand.RunAsync(Client(handler), "LIC-1", json: false, _stage.Surroundings));

        Assert.Equal(exitCode, error.ExitCode);
        Assert.Equal(["first", "second"], error.Faults.Select(fault => fault.Message));
    }

    [Fact]
    public async Task Without_a_server_there_is_no_list()
    {
        using var handler = new FakeAdmin(HttpStatusCode.OK, answer: null);

        var error = await Assert.ThrowsAsync<FaultException>(() => LicenseListCommand.RunAsync(Client(handler), json: false, _stage.Surroundings));

        Assert.Equal((ExitCode.NoServer, "USH5050"), (error.ExitCode, error.Fault.Code));
        Assert.Contains("/srv/usher", error.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_server_a_file_is_checked_by_itself()
    {
        File.WriteAllText(_stage.At("F.lic"), "nonsense");
        using var handler = new FakeAdmin(HttpStatusCode.OK, answer: null);

        Assert.Equal(ExitCode.BadLicense, await CheckCommand.RunAsync(Client(handler), _stage.At("F.lic"), json: false, _stage.Surroundings));

        Assert.Contains("only the file itself is checked", _stage.Error, StringComparison.Ordinal);
        Assert.Contains("USH1001", _stage.Error, StringComparison.Ordinal);
    }

    private AdminClient Client(FakeAdmin handler) => new("/srv/usher", handler, _stage.Surroundings);
}
