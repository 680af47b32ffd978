using Usher.Cli.Children;

namespace Usher.Cli.Tests.Children;

public sealed class ChildProcessTests : IDisposable
{
    private readonly Stage _stage = new();

    public ChildProcessTests() => _stage.Variables["PATH"] = "/usr/bin:/bin";

    public void Dispose() => _stage.Dispose();

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 255", 255)]
    [InlineData("kill -15 $$", 143)]
    [InlineData("kill -9 $$", 137)]
    public async Task The_exit_code_is_that_of_a_shell(string script, int exitCode)
    {
        using var child = ChildProcess.Start(["sh", "-c", script], [], _stage.Surroundings);

        Assert.Equal(exitCode, await child.Ended);
    }

    [Fact]
    public async Task Variables_come_on_top_of_the_environment()
    {
        using var child = ChildProcess.Start(
            ["sh", "-c", "test \"$USHER_LEASE\" = 5 && test -n \"$PATH\""], [("USHER_LEASE", "5")], _stage.Surroundings);

        Assert.Equal(0, await child.Ended);
    }

    [Fact]
    public async Task It_can_be_asked_to_end()
    {
        using var child = ChildProcess.Start(["sleep", "60"], [], _stage.Surroundings);

        child.Terminate();

        Assert.Equal(143, await child.Ended);
        child.Terminate();
    }

    [Fact]
    public void A_script_without_a_first_line_is_not_executable_as_in_shells()
    {
        File.WriteAllText(_stage.At("script"), "not a program");
        File.SetUnixFileMode(_stage.At("script"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var error = Assert.Throws<FaultException>(() => ChildProcess.Start([_stage.At("script")], [], _stage.Surroundings));

        Assert.Equal((ExitCode.NotExecutable, "USH5031"), (error.ExitCode, error.Fault.Code));
    }
}
