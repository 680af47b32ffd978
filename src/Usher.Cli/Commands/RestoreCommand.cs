using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Server.Backup;

namespace Usher.Cli.Commands;

/// <summary>'usher restore': a data folder made of a backup.</summary>
internal static class RestoreCommand
{
    /// <summary>Longest hold: as long as a lease can be allowed to live.</summary>
    private static readonly TimeSpan _holdMax = TimeSpan.FromDays(31);

    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var file = new System.CommandLine.Argument<string>("FILE") { Description = "what 'usher backup' wrote" };
        var data = FolderOption.Create();
        var hold = Options.Span(
            "--hold", "how long the server grants nothing new (default: the longest that a lease can live, Leases:TtlMax and its margin)", TimeSpan.Zero, _holdMax);
        var json = Options.Json();
        return new VerbCommand("restore", "Make a data folder of a backup, and check every page and hash of it. The folder must be empty, or not there.")
        {
            file, data, hold, json,
        }
            .Note(
                "Seats that were granted after the backup are not in it, and may still be in use. So a server on the restored folder renews",
                "and takes back the seats that it knows, and grants nothing new until the others have ended. Shorten that with --hold only",
                "if you know better: '--hold 15m' if no client asks for a longer life than Leases:Ttl, '--hold 0s' if nothing was granted since.")
            .Example("usher restore usher-2027-03-01.tar --data /srv/usher", "then 'usher serve --data /srv/usher'")
            .Does(parsed => RunAsync(parsed.GetRequiredValue(file), parsed.GetValue(data), parsed.GetValue(hold), parsed.GetValue(json), surroundings));
    }

    /// <summary>Restores, and says what that means.</summary>
    internal static async Task<int> RunAsync(string file, string? data, TimeSpan? hold, bool json, Surroundings surroundings)
    {
        Files.TextFiles.ThrowIfMissing(file);
        var made = await ServerBackup.RestoreAsync(file, UserFolders.Data(data, surroundings), hold, surroundings.Time, surroundings.Interrupted);
        if (json)
        {
            JsonOutput.Write(new RestoreJson(made.Folder, made.MadeAt, made.HoldUntil, made.Identity, made.Entries), CliJson.Readable.RestoreJson, surroundings);
            return ExitCode.Done;
        }

        surroundings.Output.WriteLine($"{made.Folder}: the server {made.Identity} as of {made.MadeAt:yyyy-MM-dd HH:mm:ss}Z, {made.Entries} journal entries");
        if (made.HoldUntil > surroundings.Now)
            surroundings.Output.WriteLine($"until {made.HoldUntil:yyyy-MM-dd HH:mm:ss}Z it grants nothing new: seats that were granted after the backup may still be in use");
        return ExitCode.Done;
    }
}
