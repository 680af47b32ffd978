using System.Text;

namespace Usher.Cli.Files;

/// <summary>Reads a line from the terminal without showing it.</summary>
internal static class SecretPrompt
{
    /// <summary>Longest secret, in characters; more are ignored.</summary>
    public const int CharactersMax = 1024;

    /// <summary>Asks on standard error; Enter ends, Backspace removes, Ctrl-U starts again.</summary>
    public static string Ask(string question)
    {
        Console.Error.Write(question);
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
            Type(typed, key);
        Console.Error.WriteLine();
        return typed.ToString();
    }

    private static void Type(StringBuilder typed, ConsoleKeyInfo key)
    {
        if (key.Key == ConsoleKey.Backspace)
            typed.Length = Math.Max(0, typed.Length - 1);
        else if (key is { Key: ConsoleKey.U, Modifiers: ConsoleModifiers.Control })
            typed.Clear();
        else if (!char.IsControl(key.KeyChar) && typed.Length < CharactersMax)
            typed.Append(key.KeyChar);
    }
}
