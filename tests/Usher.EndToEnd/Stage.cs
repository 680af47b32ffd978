namespace Usher.EndToEnd;

/// <summary>Where a test's processes run: their HOME, and what is put before their command lines.</summary>
/// <param name="Home">A folder of the test's own.</param>
/// <param name="Before">Words before each command line that starts in it, as <c>nsenter …</c> or <c>env NAME=VALUE</c>.</param>
internal sealed record Stage(string Home, params string[] Before)
{
    /// <summary>A new folder, and nothing around the processes.</summary>
    public static Stage Plain() => new(Directory.CreateTempSubdirectory("usher-").FullName);

    /// <summary>Starts a program.</summary>
    public Command Start(string program, params string[] arguments)
    {
        string[] words = [.. Before, program, .. arguments];
        return Command.Start(Home, words[0], words[1..]);
    }

    /// <summary>Runs a program to its end, which must be a good one.</summary>
    public async Task<Ended> RunAsync(string program, params string[] arguments)
    {
        await using var command = Start(program, arguments);
        var ended = await command.EndAsync();
        Assert.True(ended.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {ended}");
        return ended;
    }
}
