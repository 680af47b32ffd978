using Usher.Cli.Completion;

namespace Usher.Cli.Tests.Completion;

public sealed class CompletionTests : IDisposable
{
    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Every_script_knows_every_command_and_option(string shell)
    {
        Assert.Equal(ExitCode.Done, await _stage.Run("completion", shell));

        foreach (var command in CompletedCommand.All(_stage.Surroundings))
        {
            Assert.Contains($"'{command.Path}'", _stage.Output.Replace("__usher_at ", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.All(
                command.Options.SelectMany(option => option.Names),
                name => Assert.Contains(shell == "fish" ? name.TrimStart('-') : name, _stage.Output, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Places_say_what_may_stand_there()
    {
        var commands = CompletedCommand.All(_stage.Surroundings).ToDictionary(command => command.Path);

        Assert.Equal(CompletedValue.File, commands["usher license show"].Argument);
        Assert.Equal(CompletedValue.Command, commands["usher run"].Argument);
        Assert.Equal(["bash", "zsh", "fish", "pwsh"], commands["usher completion"].Words);
        Assert.Equal(["warn", "terminate"], commands["usher run"].Options.Single(one => one.Names.Contains("--on-lost")).Words);
        Assert.Equal(CompletedValue.None, commands["usher status"].Options.Single(one => one.Names.Contains("--json")).Value);
    }
}
