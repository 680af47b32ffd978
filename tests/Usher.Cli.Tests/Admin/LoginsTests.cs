using Usher.Cli.Admin;

namespace Usher.Cli.Tests.Admin;

public sealed class LoginsTests : IDisposable
{
    private readonly Stage _stage = new();
    private readonly Logins _logins;

    public LoginsTests() => _logins = new(_stage.Surroundings);

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void A_login_is_kept_in_a_file_that_only_its_user_may_read()
    {
        _logins.Keep(Of("a:1455", "usher_1"));
        _logins.Keep(Of("b:1455", "usher_2"));
        _logins.Keep(Of("a:1455", "usher_3"));

        Assert.Equal("usher_3", new Logins(_stage.Surroundings).Find("a:1455")!.Token);
        Assert.Equal("usher_2", _logins.Find("b:1455")!.Token);
        Assert.Null(_logins.Find("a:1456"));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the folder's access list protects it on Windows");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_logins.Path));
    }

    [Fact]
    public void A_forgotten_login_is_gone_and_the_others_stay()
    {
        _logins.Keep(Of("a:1455", "usher_1"));
        _logins.Keep(Of("b:1455", "usher_2"));
        _logins.Forget("a:1455");
        Assert.Null(_logins.Find("a:1455"));
        Assert.NotNull(_logins.Find("b:1455"));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_file_that_others_may_touch_is_not_used(UnixFileMode others)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the folder's access list protects it on Windows");
        _logins.Keep(Of("a:1455", "usher_1"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_logins.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);

        var error = Assert.Throws<FaultException>(() => _logins.Find("a:1455"));

        Assert.Equal((CliCodes.LoginsExposed, ExitCode.Usage), (error.Fault.Code, error.ExitCode));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"servers":[{"server":"a:1455","identity":"short","token":"usher_secret"}]}""")]
    [InlineData("""{"servers":[{"server":"a:1455","token":"usher_secret",""")]
    public void A_file_that_is_not_as_it_should_be_is_told_without_its_secrets(string text)
    {
        _logins.Keep(Of("a:1455", "usher_1"));
        File.WriteAllText(_logins.Path, text);

        var error = Assert.Throws<FaultException>(() => _logins.Find("a:1455"));

        Assert.Equal(CliCodes.BadLogins, error.Fault.Code);
        Assert.DoesNotContain("secret", error.Fault.Message, StringComparison.Ordinal);
    }

    private static Login Of(string server, string token) => new(server, new string('a', 64), token, "id", "ada", "viewer", ExpiresAt: null);
}
