namespace Usher.Cli.Top;

/// <summary>What of the server is shown, and in which order.</summary>
/// <param name="Features">Order of the features.</param>
/// <param name="Holders">Order of the holders.</param>
/// <param name="IsReversed">The other way round, both.</param>
/// <param name="Scrolled">Holders that are above the screen.</param>
internal sealed record TopView(FeatureOrder Features, HolderOrder Holders, bool IsReversed, int Scrolled)
{
    /// <summary>At the start.</summary>
    public static TopView Default { get; } = new(FeatureOrder.Use, HolderOrder.Longest, IsReversed: false, Scrolled: 0);

    /// <summary>After a key; null: leave.</summary>
    public TopView? After(ConsoleKeyInfo key) => (key.Key, key.KeyChar) switch
    {
        (ConsoleKey.Escape, _) or (_, 'q' or 'Q') => null,
        (_, 's') => this with { Features = Next(Features) },
        (_, 'h') => this with { Holders = Next(Holders), Scrolled = 0 },
        (_, 'r') => this with { IsReversed = !IsReversed },
        (ConsoleKey.DownArrow, _) or (_, 'j') => this with { Scrolled = Scrolled + 1 },
        (ConsoleKey.UpArrow, _) or (_, 'k') => this with { Scrolled = Math.Max(0, Scrolled - 1) },
        (ConsoleKey.PageDown, _) => this with { Scrolled = Scrolled + 10 },
        (ConsoleKey.PageUp, _) => this with { Scrolled = Math.Max(0, Scrolled - 10) },
        (ConsoleKey.Home, _) => this with { Scrolled = 0 },
        _ => this,
    };

    private static T Next<T>(T order)
        where T : struct, Enum
    {
        var all = Enum.GetValues<T>();
        return all[(Array.IndexOf(all, order) + 1) % all.Length];
    }
}
