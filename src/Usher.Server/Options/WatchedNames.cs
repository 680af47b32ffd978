using Usher.Ports;

namespace Usher.Server.Options;

/// <summary>What <c>Guard:Watched</c> takes.</summary>
internal static class WatchedNames
{
    /// <summary>Every license port, and known license managers of others on any.</summary>
    internal const string License = "license";

    /// <summary>Everything that listens.</summary>
    internal const string All = "all";

    /// <summary>Whether a name is one of the words, a port, a service, a license manager or a process of one.</summary>
    internal static bool IsValid(string name) => Is(name, License) || Is(name, All) || PortDirectory.BuiltIn.Select(name).Count > 0;

    /// <summary>Whether a name is a word, in either case.</summary>
    internal static bool Is(string name, string word) => name.Equals(word, StringComparison.OrdinalIgnoreCase);
}
