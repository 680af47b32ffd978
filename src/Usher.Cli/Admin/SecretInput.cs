using Usher.Cli.Files;

namespace Usher.Cli.Admin;

/// <summary>Passwords and tokens: from standard input, the environment or the terminal, never from the command line, which others see.</summary>
internal static class SecretInput
{
    /// <summary>The first line of standard input, without its end.</summary>
    /// <exception cref="FaultException">There is none (USH5066), or it is longer than a secret may be (USH5004).</exception>
    public static string FirstLine(Surroundings surroundings)
    {
        var line = surroundings.Input.ReadLine();
        if (string.IsNullOrEmpty(line))
            throw FaultException.Usage(CliCodes.NoPassword, "standard input has no first line", "pipe the secret in, as in 'cat FILE | usher …'");
        return line.Length <= SecretPrompt.BytesMax
            ? line
            : throw FaultException.Usage(CliCodes.BadValue, $"the first line of standard input is longer than {SecretPrompt.BytesMax} characters", "pipe in the secret alone");
    }

    /// <summary>A password that exists.</summary>
    /// <param name="fromInput">It is the first line of standard input.</param>
    /// <param name="variable">The environment variable that may hold it.</param>
    /// <param name="question">For a person.</param>
    /// <param name="surroundings">Where from.</param>
    /// <exception cref="FaultException">There is nobody to ask (USH5066).</exception>
    public static string Password(bool fromInput, string variable, string question, Surroundings surroundings) =>
        fromInput ? FirstLine(surroundings)
        : surroundings.Variable(variable)
        ?? surroundings.AskSecret?.Invoke(question)
        ?? throw FaultException.Usage(
            CliCodes.NoPassword,
            "a password is needed, and there is no terminal to ask for it",
            $"put it into the environment variable {variable}, or pipe it in with --password-stdin");

    /// <summary>A new password: a person types it twice.</summary>
    /// <exception cref="FaultException">There is nobody to ask (USH5066), or the two differ (USH5014).</exception>
    public static string NewPassword(bool fromInput, string variable, string user, Surroundings surroundings)
    {
        var password = Password(fromInput, variable, $"New password of '{user}': ", surroundings);
        var isTyped = !fromInput && surroundings.Variable(variable) is null;
        if (isTyped && surroundings.AskSecret!("The same again: ") != password)
            throw FaultException.Usage(CliCodes.PassphraseMistyped, "the two passwords differ", "nothing was changed; run it again");
        return password;
    }
}
