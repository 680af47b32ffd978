using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Server.Backup;

namespace Usher.Cli.Commands;

/// <summary>'usher backup': all that a server needs in one file.</summary>
internal static class BackupCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var data = FolderOption.Create();
        var output = Options.Text("--output", "FILE", "the backup; a new file", "-o");
        output.Required = true;
        var json = Options.Json();
        return new VerbCommand("backup", "Put all that a server needs into one file: its key, its journal with every lease and license, its settings. The server may run.")
        {
            output, data, json,
        }
            .Note(
                "Everything that was acknowledged before is in it, and every page and hash of it is checked. Keep the file as you keep the",
                "server's key, which is in it: whoever has it can be the server. docs/operations.md tells what a restore means for seats.")
            .Example("usher backup -o usher-$(date +%F).tar", "the server of the default data folder, every night from cron")
            .Does(parsed => RunAsync(parsed.GetValue(data), parsed.GetRequiredValue(output)!, parsed.GetValue(json), surroundings));
    }

    /// <summary>Writes it, and says what is in it.</summary>
    internal static async Task<int> RunAsync(string? data, string file, bool json, Surroundings surroundings)
    {
        var made = await ServerBackup.WriteAsync(UserFolders.Data(data, surroundings), file, surroundings.Time, surroundings.Interrupted);
        if (json)
            JsonOutput.Write(new BackupJson(made.File, made.Bytes, made.MadeAt, made.Identity, made.Entries), CliJson.Readable.BackupJson, surroundings);
        else
            surroundings.Output.WriteLine($"{made.File}: the server {made.Identity} as of {made.MadeAt:yyyy-MM-dd HH:mm:ss}Z, {made.Entries} journal entries, {made.Bytes} bytes");
        return ExitCode.Done;
    }
}
