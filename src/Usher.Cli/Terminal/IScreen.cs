using System.Threading.Channels;

namespace Usher.Cli.Terminal;

/// <summary>A whole terminal. Disposing gives it back as it was.</summary>
internal interface IScreen : IDisposable
{
    /// <summary>Columns, now.</summary>
    int Width { get; }

    /// <summary>Lines, now.</summary>
    int Height { get; }

    /// <summary>Keys as they are pressed.</summary>
    ChannelReader<ConsoleKeyInfo> Keys { get; }

    /// <summary>Shows these lines and nothing else.</summary>
    void Show(IReadOnlyList<string> lines);
}
