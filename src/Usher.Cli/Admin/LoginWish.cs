namespace Usher.Cli.Admin;

/// <summary>How to log in, as the command line says it.</summary>
/// <param name="User">Null: ask.</param>
/// <param name="Role">Of the token; null: the user's.</param>
/// <param name="Days">Of the token; null: the server's default.</param>
/// <param name="PasswordFromInput">The password is the first line of standard input.</param>
/// <param name="TokenFromInput">A token is the first line of standard input.</param>
/// <param name="ServerId">The identity of the server; null: as it was, or ask.</param>
internal sealed record LoginWish(string? User, string? Role, int? Days, bool PasswordFromInput, bool TokenFromInput, string? ServerId);
