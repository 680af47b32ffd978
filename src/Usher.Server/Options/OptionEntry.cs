namespace Usher.Server.Options;

/// <summary>One option: its name, its range, and how it gets into <see cref="ServerOptions"/> and out again.</summary>
internal abstract class OptionEntry(string key, string range)
{
    /// <summary><c>Section:Key</c>.</summary>
    internal string Key { get; } = key;

    /// <summary>What it may be, for people.</summary>
    internal string Range { get; } = range;

    /// <summary>Whether only <c>usher.json</c> may set it, and neither an environment variable nor a flag.</summary>
    internal bool IsOfFileAlone { get; private init; }

    /// <summary>The value in force, as it would be written.</summary>
    internal abstract string Show(ServerOptions options);

    /// <summary>The options with this one set; null when the text is no value of it.</summary>
    internal abstract ServerOptions? TrySet(ServerOptions options, IReadOnlyList<string> values);

    internal static OptionEntry Of<T>(
        string key, OptionKind<T> kind, Func<ServerOptions, T> get, Func<ServerOptions, T, ServerOptions> set) =>
        new Typed<T>(key, kind, get, set);

    /// <summary>One that makes the server call or run something: whoever may write <c>usher.json</c> says so, and nobody else.</summary>
    internal static OptionEntry OfFile<T>(
        string key, OptionKind<T> kind, Func<ServerOptions, T> get, Func<ServerOptions, T, ServerOptions> set) =>
        new Typed<T>(key, kind, get, set) { IsOfFileAlone = true };

    private sealed class Typed<T>(
        string key, OptionKind<T> kind, Func<ServerOptions, T> get, Func<ServerOptions, T, ServerOptions> set)
        : OptionEntry(key, kind.Range)
    {
        internal override string Show(ServerOptions options) => kind.Show(get(options));

        internal override ServerOptions? TrySet(ServerOptions options, IReadOnlyList<string> values) =>
            kind.Read(Items(values), out var value) ? set(options, value) : null;

        /// <summary>A list in one text, as environment variables and flags have it, becomes its items.</summary>
        private static IReadOnlyList<string> Items(IReadOnlyList<string> values) =>
            typeof(T) == typeof(System.Collections.Immutable.ImmutableArray<string>) && values.Count == 1
                ? values[0].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                : values;
    }
}
