using Usher.Server.Management.Contract;

namespace Usher.Cli.Admin;

/// <summary>Words and limits that the commands of the administration share.</summary>
internal static class AdminText
{
    /// <summary>Longest life of a token, in days; the server has the same limit.</summary>
    public const int TokenDaysMax = 3_660;

    /// <summary>The choices of a role, in the form that completion knows.</summary>
    public const string Roles = "viewer|operator|administrator";

    /// <summary>Who somebody is, with the role.</summary>
    public static string Of(Me me) => $"{me.Name} ({me.Role})";
}
