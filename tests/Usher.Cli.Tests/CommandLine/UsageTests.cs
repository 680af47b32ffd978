using Usher.Cli.CommandLine;
using Usher.Cli.Commands;

namespace Usher.Cli.Tests.CommandLine;

public sealed class UsageTests : IDisposable
{
    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Theory]
    [InlineData("statsu", "USH5001", "did you mean 'status'?")]
    [InlineData("vendor ini", "USH5001", "did you mean 'init'?")]
    [InlineData("vendor", "USH5003", "see 'usher vendor --help'")]
    [InlineData("status --sever x", "USH5002", "did you mean '--server'?")]
    [InlineData("run cad --seat 2 -- ls -l", "USH5002", "did you mean '--seats'?")]
    [InlineData("run cad ls -l", "USH5002", "write '--' between the options and the command to run")]
    [InlineData("license show -x", "USH5002", "see 'usher license show --help'")]
    [InlineData("--json status", "USH5002", "options come after the command")]
    [InlineData("checkout", "USH5003", "see 'usher checkout --help'")]
    [InlineData("checkout cad more", "USH5004", "see 'usher checkout --help'")]
    [InlineData("checkout cad --seats", "USH5003", "see 'usher checkout --help'")]
    [InlineData("checkout cad --seats 0", "USH5004", "see 'usher checkout --help'")]
    [InlineData("checkout cad --seats 65536", "USH5004", "see 'usher checkout --help'")]
    [InlineData("checkout cad --wait 25h", "USH5004", "see 'usher checkout --help'")]
    [InlineData("checkout cad --wait 1001ms", "USH5004", "write whole seconds")]
    [InlineData("run cad --wait 1ms -- ls", "USH5004", "write whole seconds")]
    [InlineData("checkout cad --detach --ttl 5500ms", "USH5004", "write whole seconds")]
    [InlineData("checkout cad --wait 1000ms --server :1", "USH3106", "port@host")]
    [InlineData("discover --wait 99ms", "USH5004", "100ms to 30s")]
    [InlineData("discover --wait 30001ms", "USH5004", "100ms to 30s")]
    [InlineData("discover --wait 1x", "USH5004", "a number with ms, s, m, h or d, as in 300ms,")]
    [InlineData("ports watch --every 99ms", "USH5004", "100ms to 1h")]
    [InlineData("checkout cad --priority 101", "USH5004", "see 'usher checkout --help'")]
    [InlineData("checkout cad --ttl 1h", "USH5004", "a seat that is held lives as long as the command runs")]
    [InlineData("checkin nolease", "USH5004", "'usher who' lists leases with their ids")]
    [InlineData("status --server :1", "USH3106", "port@host")]
    [InlineData("status --server-id 12", "USH5004", "'usher id --data FOLDER' prints it")]
    [InlineData("run cad", "USH5003", "see 'usher run --help'")]
    [InlineData("bench --only nothing", "USH5004", "the rows are: checkout/check-in 200x1; renew 200x1; ")]
    [InlineData("bench --only checkout --only nothing", "USH5004", "the rows are: checkout/check-in 200x1; renew 200x1; ")]
    [InlineData("completion tcsh", "USH5004", "bash, zsh, fish, pwsh")]
    public async Task A_wrong_line_ends_with_2_a_code_and_a_cure(string line, string code, string cure)
    {
        Assert.Equal(ExitCode.Usage, await _stage.Run(line.Split(' ')));

        Assert.Contains($"usher: error {code}: ", _stage.Error, StringComparison.Ordinal);
        Assert.Contains(cure, _stage.Error, StringComparison.Ordinal);
        Assert.Empty(_stage.Output);
    }

    [Fact]
    public async Task Every_command_explains_itself_with_an_example()
    {
        foreach (var command in Commands(CommandTree.Whole(_stage.Surroundings)))
        {
            using var stage = new Stage();
            Assert.Equal(ExitCode.Done, await stage.Run([.. HelpPage.Path(command).Split(' ').Skip(1), "--help"]));
            Assert.StartsWith(command.Description, stage.Output, StringComparison.Ordinal);
            Assert.Contains("Examples:", stage.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_line_of_the_general_help_is_wider_than_a_terminal_of_100_columns()
    {
        Assert.Equal(ExitCode.Done, await _stage.Run());

        Assert.All(_stage.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
        Assert.All(Verbs.All, verb => Assert.Contains($"  {verb.Name} ", _stage.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_in_front_is_help_behind()
    {
        using var other = new Stage();
        Assert.Equal(ExitCode.Done, await _stage.Run("help", "vendor", "init"));
        Assert.Equal(ExitCode.Done, await other.Run("vendor", "init", "--help"));

        Assert.Equal(other.Output, _stage.Output);
    }

    private static IEnumerable<VerbCommand> Commands(System.CommandLine.Command command) =>
        command.Subcommands.SelectMany(Commands).Concat(command is VerbCommand verb ? [verb] : []);
}
