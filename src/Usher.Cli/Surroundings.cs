using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Usher.Cli;

/// <summary>Everything of the process that a command may touch, so that a test can give its own.</summary>
internal sealed class Surroundings
{
    private readonly Lazy<CancellationToken> _interrupted;

    /// <summary>Surroundings whose Ctrl-C is <paramref name="interrupted"/>, asked for when it is first needed.</summary>
    public Surroundings(Func<CancellationToken> interrupted) => _interrupted = new(interrupted);

    /// <summary>Standard output: facts.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error: faults, progress, questions.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Value of an environment variable; null and empty mean unset.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>All environment variables.</summary>
    public required Func<IReadOnlyDictionary<string, string>> Variables { get; init; }

    /// <summary>Wall clock, timestamps and timers.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Fills a span with random bytes.</summary>
    public Action<Span<byte>> Random { get; init; } = RandomNumberGenerator.Fill;

    /// <summary>Whether a person reads standard output.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether a person reads standard error.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Columns of the terminal; 80 where there is none, or <c>COLUMNS</c>.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Takes over the whole terminal; null when input or output is not one.</summary>
    public Func<Terminal.IScreen>? OpenScreen { get; init; }

    /// <summary>Standard input: secrets that are piped in.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>Asks a person for a line; null when there is no terminal.</summary>
    public Func<string, string>? AskLine { get; init; }

    /// <summary>Asks a person for a secret without showing it; null when there is no terminal.</summary>
    public Func<string, string>? AskSecret { get; init; }

    /// <summary>Fires at Ctrl-C, SIGTERM and SIGHUP. From the first use on, the process no longer ends by itself.</summary>
    public CancellationToken Interrupted => _interrupted.Value;

    /// <summary>Whether colors are welcome on standard output.</summary>
    public bool HasColors => IsOutputTerminal && Variable("NO_COLOR") is null && Variable("TERM") != "dumb";

    /// <summary>Now, UTC.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Those of this process.</summary>
    public static Surroundings OfProcess() => new(Interrupts)
    {
        Output = Writer(Console.OpenStandardOutput()),
        Error = Writer(Console.OpenStandardError()),
        Variable = name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null,
        Variables = () => Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? ""),
        IsOutputTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        Width = Terminal.TerminalWidth.OfProcess(),
        OpenScreen = Console.IsInputRedirected || Console.IsOutputRedirected ? null : () => new Terminal.ConsoleScreen(),
        Input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)),
        AskLine = Console.IsInputRedirected || Console.IsErrorRedirected ? null : LineOfPerson,
        AskSecret = Console.IsInputRedirected ? null : Files.SecretPrompt.Ask,
    };

    /// <summary>
    /// Not Console.Out: that takes the terminal into its own mode at the first touch, which the command of 'usher run'
    /// would inherit.
    /// </summary>
    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

    /// <summary>Asks on standard error, so that standard output stays for answers.</summary>
    private static string LineOfPerson(string question)
    {
        Console.Error.Write(question);
        return Console.In.ReadLine() ?? "";
    }

    private static CancellationToken Interrupts()
    {
        var source = new CancellationTokenSource();
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            Registrations.Add(PosixSignalRegistration.Create(signal, context => Interrupt(context, source)));
        return source.Token;
    }

    /// <summary>
    /// The first one asks to stop; a second one ends the process at once, unless somebody else who listens prevents it:
    /// all share one context, so this one never takes a "no" back.
    /// </summary>
    private static void Interrupt(PosixSignalContext context, CancellationTokenSource source)
    {
        if (source.IsCancellationRequested)
            return;
        context.Cancel = true;
        source.Cancel();
    }

    private static readonly List<PosixSignalRegistration> Registrations = [];
}
