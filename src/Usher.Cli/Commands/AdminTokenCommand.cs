using System.CommandLine;
using Usher.Cli.Admin;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Server.Management.Contract;

namespace Usher.Cli.Commands;

/// <summary>'usher admin token …': what scripts show in place of a password.</summary>
internal static class AdminTokenCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings) =>
        new VerbCommand("token", "Make, list and revoke tokens, which scripts show in place of a password.")
        {
            CreateOne(surroundings), List(surroundings), Revoke(surroundings),
        }
            .Example("usher admin token create ci --role viewer --days 30", "the token is shown this once");

    private static VerbCommand CreateOne(Surroundings surroundings)
    {
        var label = new Argument<string>("LABEL") { Description = "what it is for: 1 to 64 letters, digits and . _ - @" };
        var role = Options.Text("--role", AdminText.Roles, "the most it may, at most your role (default: viewer)");
        var features = Options.Texts("--feature", "NAME", "only for this feature, such as 'cad' or 'acme/cad'; repeat for more (default: all)");
        var days = Options.Number("--days", "N", "how long it lasts (default: 90)", 1, AdminText.TokenDaysMax);
        var json = Options.Json();
        var command = new VerbCommand("create", "Make a token. It is printed this once: the server keeps a hash of it alone.") { label, role, features, days, json };
        var options = new AdminOptionSet(command);
        return command
            .Example("usher admin token create ci >token.txt", "nothing but the token goes to standard output")
            .Example("usher admin token create portal --role operator --feature cad --feature sim", "for a portal that hands out two features over HTTP")
            .Example("USHER_TOKEN=$(cat token.txt) usher who --admin license1 --server-id ID", "use it")
            .Does(async parsed =>
            {
                using var admin = options.Open(parsed, surroundings);
                var request = new TokenRequest(
                    parsed.GetRequiredValue(label), parsed.GetValue(role) ?? "viewer", parsed.GetValue(days),
                    parsed.GetValue(features) is { Length: > 0 } only ? only : null);
                var made = await admin.PostAsync("tokens", request, AdminOutput.Json.TokenRequest, AdminOutput.Json.TokenSecretRow);
                return Print(made, parsed.GetValue(json), surroundings);
            });
    }

    private static VerbCommand List(Surroundings surroundings)
    {
        var json = Options.Json();
        var command = new VerbCommand("list", "List your tokens; for administrators, all.") { json };
        var options = new AdminOptionSet(command);
        return command
            .Example("usher admin token list", "when they expire, and when they were last used since the server started")
            .Does(async parsed =>
            {
                using var admin = options.Open(parsed, surroundings);
                return Print(await admin.GetAsync("tokens", AdminOutput.Json.TokenList), parsed.GetValue(json), surroundings);
            });
    }

    private static VerbCommand Revoke(Surroundings surroundings)
    {
        var id = new Argument<string>("ID") { Description = "the token's id, as 'usher admin token list' prints it" };
        var json = Options.Json();
        var command = new VerbCommand("revoke", "Take a token back, at once.") { id, json };
        var options = new AdminOptionSet(command);
        return command
            .Example("usher admin token revoke 3f0c9a7e5b1d", "whoever shows it from now on is refused")
            .Does(async parsed =>
            {
                using var admin = options.Open(parsed, surroundings);
                var row = await admin.DeleteAsync($"tokens/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}", AdminOutput.Json.TokenRow);
                if (parsed.GetValue(json))
                    JsonOutput.Write(row, AdminOutput.Json.TokenRow, surroundings);
                else
                    surroundings.Output.WriteLine($"revoked the token '{row.Label}' ({row.Id})");
                return ExitCode.Done;
            });
    }

    private static int Print(TokenSecretRow made, bool json, Surroundings surroundings)
    {
        if (json)
        {
            JsonOutput.Write(made, AdminOutput.Json.TokenSecretRow, surroundings);
            return ExitCode.Done;
        }

        surroundings.Output.WriteLine(made.Secret);
        surroundings.Output.Flush();
        var only = made.Token.Features is { } features ? $" with {string.Join(", ", features)} alone" : "";
        surroundings.Error.WriteLine(
            $"usher: token {made.Token.Id} '{made.Token.Label}' may what {(made.Token.Role == "viewer" ? "a" : "an")} {made.Token.Role} may{only}, until {made.Token.ExpiresAt:yyyy-MM-dd}; it is not shown again");
        return ExitCode.Done;
    }

    private static int Print(TokenList list, bool json, Surroundings surroundings)
    {
        if (json)
        {
            JsonOutput.Write(list, AdminOutput.Json.TokenList, surroundings);
            return ExitCode.Done;
        }

        var table = new Table("TOKEN", "LABEL", "ROLE", "FEATURES", "OWNER", "MADE", "EXPIRES", "LAST USED");
        foreach (var token in list.Tokens)
        {
            table.Add(
                token.Id, token.Label, token.Role, token.Features is { } only ? string.Join(", ", only) : "all", token.Owner ?? "", $"{token.IssuedAt:yyyy-MM-dd}",
                token.ExpiresAt <= surroundings.Now ? "expired" : $"{token.ExpiresAt:yyyy-MM-dd}",
                token.LastUsedAt is { } at ? $"{at:yyyy-MM-dd HH:mm}Z" : "");
        }

        if (table.Count == 0)
            surroundings.Output.WriteLine("no tokens");
        else
            table.Write(surroundings);
        return ExitCode.Done;
    }
}
