using Usher.Cli.Children;

namespace Usher.Cli.Tests.Children;

public sealed class ChildCommandTests : IDisposable
{
    private readonly Stage _stage = new();

    public ChildCommandTests()
    {
        Directory.CreateDirectory(_stage.At("first"));
        Directory.CreateDirectory(_stage.At("second"));
        _stage.Variables["PATH"] = $"{_stage.At("first")}:{_stage.At("second")}";
    }

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void A_name_is_looked_up_in_the_folders_of_PATH_in_order()
    {
        Make("second/tool", executable: true);
        Assert.Equal(_stage.At("second/tool"), Find("tool"));

        Make("first/tool", executable: true);
        Assert.Equal(_stage.At("first/tool"), Find("tool"));
    }

    [Fact]
    public void A_file_that_cannot_be_executed_does_not_hide_one_that_can()
    {
        Make("first/tool", executable: false);
        Make("second/tool", executable: true);

        Assert.Equal(_stage.At("second/tool"), Find("tool"));
    }

    [Fact]
    public void A_name_with_a_slash_is_not_looked_up()
    {
        Make("first/tool", executable: true);

        Assert.Equal(_stage.At("first/tool"), Find(_stage.At("first/tool")));
        Assert.Equal(ExitCode.NotFound, Assert.Throws<FaultException>(() => Find("./tool")).ExitCode);
    }

    [Theory]
    [InlineData("nothing", ExitCode.NotFound)]
    [InlineData("", ExitCode.NotFound)]
    [InlineData("plain", ExitCode.NotExecutable)]
    [InlineData("folder", ExitCode.NotExecutable)]
    public void What_cannot_be_started_ends_as_in_shells(string name, int exitCode)
    {
        Make("first/plain", executable: false);
        Directory.CreateDirectory(_stage.At("first/folder"));

        Assert.Equal(exitCode, Assert.Throws<FaultException>(() => Find(name)).ExitCode);
    }

    private string Find(string name) => ChildCommand.Find(name, _stage.Surroundings);

    private void Make(string file, bool executable)
    {
        File.WriteAllText(_stage.At(file), "#!/bin/sh\n");
        File.SetUnixFileMode(_stage.At(file), executable ? UnixFileMode.UserRead | UnixFileMode.UserExecute : UnixFileMode.UserRead);
    }
}
