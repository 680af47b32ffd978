using System.Threading.Channels;
using Usher.Cli.Terminal;

namespace Usher.Cli.Tests.Fakes;

/// <summary>A terminal that a test looks at and types on.</summary>
internal sealed class FakeScreen : IScreen
{
    private readonly Channel<ConsoleKeyInfo> _keys = Channel.CreateUnbounded<ConsoleKeyInfo>();
    private readonly Channel<IReadOnlyList<string>> _shown = Channel.CreateUnbounded<IReadOnlyList<string>>();

    public int Width => 100;

    public int Height => 20;

    public ChannelReader<ConsoleKeyInfo> Keys => _keys.Reader;

    public bool IsGivenBack { get; private set; }

    public void Show(IReadOnlyList<string> lines) => _shown.Writer.TryWrite(lines);

    /// <summary>The next screenful.</summary>
    public ValueTask<IReadOnlyList<string>> ShownAsync() => _shown.Reader.ReadAsync();

    public void Press(char key) => _keys.Writer.TryWrite(new(key, ConsoleKey.None, shift: false, alt: false, control: false));

    public void Press(ConsoleKey key) => _keys.Writer.TryWrite(new('\0', key, shift: false, alt: false, control: false));

    public void HangUp() => _keys.Writer.TryComplete();

    public void Dispose() => IsGivenBack = true;
}
