using Usher.Cli.Admin;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Server.Management.Contract;

namespace Usher.Cli.Commands;

/// <summary>'usher admin init': makes the first administrator.</summary>
internal static class AdminInitCommand
{
    private const string PasswordVariable = "USHER_ADMIN_PASSWORD";

    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var user = Options.Text("--user", "NAME", "the administrator's name (default: admin)");
        var passwordFromInput = Options.Switch("--password-stdin", $"the password is the first line of standard input (default: {PasswordVariable}, or you are asked)");
        var data = FolderOption.Create();
        var json = Options.Json();
        return new VerbCommand("init", "Make the first administrator of a server, on its machine.") { user, passwordFromInput, data, json }
            .Note(
                "Until then the server is managed on its own machine alone. It listens for administrators elsewhere from its next",
                "start on; seats that are held outlive a restart.")
            .Example("usher admin init", "asks for the password of 'admin', twice")
            .Example("usher admin init --user ada --password-stdin <password.txt", "for a script")
            .Does(async parsed =>
            {
                using var admin = AdminClient.Open(parsed.GetValue(data), surroundings);
                return await RunAsync(admin, parsed.GetValue(user) ?? "admin", parsed.GetValue(passwordFromInput), parsed.GetValue(json), surroundings);
            });
    }

    /// <summary>Makes it, unless there is one, and says how to go on.</summary>
    internal static async Task<int> RunAsync(AdminClient admin, string user, bool passwordFromInput, bool json, Surroundings surroundings)
    {
        // Before anybody types a password: whether a server runs, and what it is.
        var before = await admin.GetAsync("users", AdminOutput.Json.UserList);
        var password = before.Users.Any(one => one.Role == "administrator")
            ? "the server says no to whatever it is"
            : SecretInput.NewPassword(passwordFromInput, PasswordVariable, user, surroundings);
        var row = await admin.PostAsync(
            "users", new UserRequest(user, "administrator", password, First: true), AdminOutput.Json.UserRequest, AdminOutput.Json.UserRow);
        if (json)
            JsonOutput.Write(row, AdminOutput.Json.UserRow, surroundings);
        else
            surroundings.Output.WriteLine($"'{row.Name}' is administrator; start the server again to be managed from other machines");
        return ExitCode.Done;
    }
}
