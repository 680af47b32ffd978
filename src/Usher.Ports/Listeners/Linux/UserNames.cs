using System.Globalization;

namespace Usher.Ports.Linux;

/// <summary>Names of users, from /etc/passwd: "name:password:uid:…", a line each.</summary>
internal sealed class UserNames
{
    private readonly Dictionary<uint, string> _names = [];

    private UserNames(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.Split(':') is [{ Length: > 0 } name, _, var number, ..]
                && uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var uid))
                _names.TryAdd(uid, name);
        }
    }

    /// <summary>The users that this machine itself knows.</summary>
    public static UserNames OfSystem() => new(File.Exists("/etc/passwd") ? File.ReadAllText("/etc/passwd") : "");

    /// <summary>Of a file's text.</summary>
    public static UserNames Parse(string text) => new(text);

    /// <summary>The name, or the number where a directory service or another container has the name.</summary>
    public string NameOf(uint uid) => _names.TryGetValue(uid, out var name) ? name : uid.ToString(CultureInfo.InvariantCulture);
}
