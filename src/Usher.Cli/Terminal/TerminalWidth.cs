using System.Globalization;

namespace Usher.Cli.Terminal;

/// <summary>How wide to print.</summary>
internal static class TerminalWidth
{
    private const int Default = 80;
    private const int Min = 40;
    private const int Max = 400;

    /// <summary>The terminal's; through a pipe <c>COLUMNS</c>, or 80.</summary>
    public static int OfProcess() => Math.Clamp(
        !Console.IsOutputRedirected ? OfTerminal()
        : int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) ? columns
        : Default,
        Min, Max);

    private static int OfTerminal()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : Default;
        }
        catch (IOException)
        {
            return Default;
        }
    }
}
