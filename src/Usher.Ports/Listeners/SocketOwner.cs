namespace Usher.Ports;

/// <summary>
/// A process that holds a socket. What is not visible is null. Names and paths are a stranger's choice and go to terminals,
/// logs and the file of accepted listeners: control characters in them become '?'.
/// </summary>
/// <param name="Pid">Process id.</param>
/// <param name="Process">Its name, as the system shows it; Linux cuts it to 15 letters.</param>
public sealed record SocketOwner(int Pid, string Process)
{
    private const int LinuxNameLettersMax = 15;
    private const string WindowsEnding = ".exe";

    /// <summary>Its name, as the system shows it.</summary>
    public string Process { get; init => field = Plain(value); } = Plain(Process);

    /// <summary>Path of its executable.</summary>
    public string? Executable { get; init => field = value is null ? null : Plain(value); }

    /// <summary>The user it runs as.</summary>
    public string? User { get; init; }

    /// <summary>When it started: UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The service it belongs to, such as <c>cups.service</c>.</summary>
    public string? Service { get; init; }

    /// <summary>The container it runs in, such as <c>docker 0123456789ab</c>.</summary>
    public string? Container { get; init; }

    /// <summary>Name of the process that started it.</summary>
    public string? Parent { get; init => field = value is null ? null : Plain(value); }

    /// <summary>Whether the process or its executable has a name, in any case, with or without ".exe".</summary>
    public bool IsNamed(string name) => IsName(Process, name) || (Executable is not null && IsName(Path.GetFileName(Executable), name));

    /// <summary>The same, of the process that started it.</summary>
    public bool IsChildOf(string name) => Parent is not null && IsName(Parent, name);

    private static string Plain(string text) =>
        text.Any(char.IsControl) ? new([.. text.Select(letter => char.IsControl(letter) ? '?' : letter)]) : text;

    private static bool IsName(string seen, string name)
    {
        if (seen.EndsWith(WindowsEnding, StringComparison.OrdinalIgnoreCase))
            seen = seen[..^WindowsEnding.Length];
        return seen.Equals(name, StringComparison.OrdinalIgnoreCase)
            || (seen.Length == LinuxNameLettersMax && name.StartsWith(seen, StringComparison.OrdinalIgnoreCase));
    }
}
