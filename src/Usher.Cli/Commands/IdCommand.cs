using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Server;

namespace Usher.Cli.Commands;

/// <summary>'usher id': the identity of a server, which licenses name.</summary>
internal static class IdCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var data = FolderOption.Create();
        var json = Options.Json();
        return new VerbCommand("id", "Print the identity of the server of a data folder, for the vendor to put into a license.") { data, json }
            .Note("The server need not run. A folder without a key gets one; it stays when the server starts.")
            .Example("usher id --data /srv/usher", "64 hexadecimal digits, alone on a line")
            .Does(parsed => Task.FromResult(Run(parsed.GetValue(data), parsed.GetValue(json), surroundings)));
    }

    /// <summary>Prints it.</summary>
    internal static int Run(string? data, bool json, Surroundings surroundings)
    {
        var folder = UserFolders.Data(data, surroundings);
        var identity = UsherServer.ReadIdentity(folder).ToString();
        if (json)
            JsonOutput.Write(new IdJson(identity, folder), CliJson.Readable.IdJson, surroundings);
        else
            surroundings.Output.WriteLine(identity);
        return ExitCode.Done;
    }
}
