using System.Text;
using System.Threading.Channels;

namespace Usher.Cli.Terminal;

/// <summary>The terminal of this process: the alternate screen, so that what was there comes back afterwards.</summary>
internal sealed class ConsoleScreen : IScreen
{
    private const string Enter = "\e[?1049h\e[?25l";
    private const string Leave = "\e[?25h\e[?1049l";
    private const string Home = "\e[H";
    private const string ClearRestOfLine = "\e[K";
    private const string ClearRest = "\e[J";

    private readonly Channel<ConsoleKeyInfo> _keys = Channel.CreateUnbounded<ConsoleKeyInfo>();

    /// <summary>Takes the terminal.</summary>
    public ConsoleScreen()
    {
        Console.Out.Write(Enter);
        // A key can only be waited for by a thread that does nothing else; it ends with the process.
        new Thread(ReadKeys) { IsBackground = true, Name = "keys" }.Start();
    }

    /// <inheritdoc/>
    public int Width => Math.Max(20, Console.WindowWidth);

    /// <inheritdoc/>
    public int Height => Math.Max(5, Console.WindowHeight);

    /// <inheritdoc/>
    public ChannelReader<ConsoleKeyInfo> Keys => _keys.Reader;

    /// <inheritdoc/>
    public void Show(IReadOnlyList<string> lines)
    {
        var frame = new StringBuilder(Home);
        for (var i = 0; i < lines.Count; i++)
            frame.Append(i > 0 ? "\r\n" : "").Append(lines[i]).Append(ClearRestOfLine);
        Console.Out.Write(frame.Append(ClearRest));
        Console.Out.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Console.Out.Write(Leave);
        Console.Out.Flush();
    }

    private void ReadKeys()
    {
        try
        {
            while (_keys.Writer.TryWrite(Console.ReadKey(intercept: true)))
            {
            }
        }
        catch (InvalidOperationException)
        {
            // The terminal is gone, and with it whoever would press a key.
            _keys.Writer.TryComplete();
        }
    }
}
