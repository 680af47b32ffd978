using System.CommandLine;
using Usher.Cli.Admin;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Server.Management.Contract;

namespace Usher.Cli.Commands;

/// <summary>'usher admin user …': who may log in.</summary>
internal static class AdminUserCommand
{
    private const string PasswordVariable = "USHER_PASSWORD";

    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings) =>
        new VerbCommand("user", "Say who may log in at the administration.")
        {
            Add(surroundings), Remove(surroundings), List(surroundings), Password(surroundings), Role(surroundings),
        }
            .Example("usher admin user add ada --role operator", "asks for her password, twice");

    private static VerbCommand Add(Surroundings surroundings)
    {
        var name = Name();
        var role = Options.Text("--role", AdminText.Roles, "what the user may");
        role.Required = true;
        var fromInput = FromInput();
        var json = Options.Json();
        var command = new VerbCommand("add", "Add a user.") { name, role, fromInput, json };
        var options = new AdminOptionSet(command);
        return command
            .Example("usher admin user add ada --role operator", "asks for her password, twice")
            .Does(async parsed =>
            {
                using var admin = options.Open(parsed, surroundings);
                var user = parsed.GetRequiredValue(name);
                var password = SecretInput.NewPassword(parsed.GetValue(fromInput), PasswordVariable, user, surroundings);
                var request = new UserRequest(user, parsed.GetRequiredValue(role), password);
                var row = await admin.PostAsync("users", request, AdminOutput.Json.UserRequest, AdminOutput.Json.UserRow);
                return Print(row, $"'{row.Name}' may log in as {row.Role}", parsed.GetValue(json), surroundings);
            });
    }

    private static VerbCommand Remove(Surroundings surroundings)
    {
        var name = Name();
        var json = Options.Json();
        var command = new VerbCommand("remove", "Remove a user, with the user's sessions and tokens.") { name, json };
        var options = new AdminOptionSet(command);
        return command
            .Example("usher admin user remove ada", "the last administrator cannot be removed")
            .Does(async parsed =>
            {
                using var admin = options.Open(parsed, surroundings);
                var row = await admin.DeleteAsync(Route(parsed.GetRequiredValue(name)), AdminOutput.Json.UserRow);
                return Print(row, $"'{row.Name}' may no longer log in", parsed.GetValue(json), surroundings);
            });
    }

    private static VerbCommand List(Surroundings surroundings)
    {
        var json = Options.Json();
        var command = new VerbCommand("list", "List the users.") { json };
        var options = new AdminOptionSet(command);
        return command
            .Example("usher admin user list", "with their roles")
            .Does(async parsed =>
            {
                using var admin = options.Open(parsed, surroundings);
                return Print(await admin.GetAsync("users", AdminOutput.Json.UserList), parsed.GetValue(json), surroundings);
            });
    }

    private static VerbCommand Password(Surroundings surroundings)
    {
        var name = Name();
        var fromInput = FromInput();
        var json = Options.Json();
        var command = new VerbCommand("password", "Set a user's password; the user's sessions end, tokens stay.") { name, fromInput, json };
        var options = new AdminOptionSet(command);
        return command
            .Example("usher admin user password ada", "on the server's machine, or as an administrator: the old one is not asked for")
            .Does(async parsed =>
            {
                using var admin = options.Open(parsed, surroundings);
                var user = parsed.GetRequiredValue(name);
                var password = SecretInput.NewPassword(parsed.GetValue(fromInput), PasswordVariable, user, surroundings);
                var row = await admin.PutAsync($"{Route(user)}/password", new PasswordRequest(password), AdminOutput.Json.PasswordRequest, AdminOutput.Json.UserRow);
                return Print(row, $"'{row.Name}' has a new password", parsed.GetValue(json), surroundings);
            });
    }

    private static VerbCommand Role(Surroundings surroundings)
    {
        var name = Name();
        var role = new Argument<string>(AdminText.Roles) { Description = "what the user may from now on" };
        var json = Options.Json();
        var command = new VerbCommand("role", "Give a user another role; it counts for sessions and tokens at once.") { name, role, json };
        var options = new AdminOptionSet(command);
        return command
            .Example("usher admin user role ada viewer", "the last administrator cannot get a lower one")
            .Does(async parsed =>
            {
                using var admin = options.Open(parsed, surroundings);
                var request = new RoleRequest(parsed.GetRequiredValue(role));
                var row = await admin.PutAsync(
                    $"{Route(parsed.GetRequiredValue(name))}/role", request, AdminOutput.Json.RoleRequest, AdminOutput.Json.UserRow);
                return Print(row, $"'{row.Name}' is {row.Role}", parsed.GetValue(json), surroundings);
            });
    }

    private static Argument<string> Name() => new("NAME") { Description = "the user's name, in either case" };

    private static Option<bool> FromInput() =>
        Options.Switch("--password-stdin", $"the password is the first line of standard input (default: {PasswordVariable}, or you are asked)");

    private static string Route(string name) => $"users/{Uri.EscapeDataString(name)}";

    private static int Print(UserRow row, string words, bool json, Surroundings surroundings)
    {
        if (json)
            JsonOutput.Write(row, AdminOutput.Json.UserRow, surroundings);
        else
            surroundings.Output.WriteLine(words);
        return ExitCode.Done;
    }

    private static int Print(UserList list, bool json, Surroundings surroundings)
    {
        if (json)
        {
            JsonOutput.Write(list, AdminOutput.Json.UserList, surroundings);
            return ExitCode.Done;
        }

        var table = new Table("USER", "ROLE", "ADDED", "BY", "PASSWORD SET");
        foreach (var user in list.Users)
            table.Add(user.Name, user.Role, $"{user.AddedAt:yyyy-MM-dd}", user.AddedBy, $"{user.PasswordSetAt:yyyy-MM-dd}");
        if (table.Count == 0)
            surroundings.Output.WriteLine("no users; make the first administrator with 'usher admin init' on the server's machine");
        else
            table.Write(surroundings);
        return ExitCode.Done;
    }
}
