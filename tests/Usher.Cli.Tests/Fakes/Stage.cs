using System.Text.Json;
using Usher.Cli.Tests.Fakes;

namespace Usher.Cli.Tests;

/// <summary>A command line with its own folder, variables, clock and output, and nothing of this process.</summary>
internal sealed class Stage : IDisposable
{
    private readonly StringWriter _output = new(), _error = new();
    private readonly CancellationTokenSource _interrupt = new();

    /// <param name="hasTerminal">Whether a person is there to answer questions.</param>
    /// <param name="input">What is piped in.</param>
    public Stage(bool hasTerminal = true, string input = "")
    {
        Folder = Directory.CreateTempSubdirectory("usher-cli-").FullName;
        Variables["HOME"] = Folder;
        Surroundings = new(() => _interrupt.Token)
        {
            Output = _output,
            Error = _error,
            Variable = name => Variables.GetValueOrDefault(name),
            Variables = () => Variables,
            Time = Clock,
            Input = new StringReader(input),
            AskLine = hasTerminal ? question => Answer(Answers, question) : null,
            AskSecret = hasTerminal ? question => Answer(Secrets, question) : null,
        };
    }

    public string Folder { get; }

    public Dictionary<string, string> Variables { get; } = [];

    public FixedClock Clock { get; } = new();

    public Queue<string> Secrets { get; } = new();

    public Queue<string> Answers { get; } = new();

    public Surroundings Surroundings { get; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public string At(string file) => Path.Combine(Folder, file);

    public Task<int> Run(params string[] words) => App.RunAsync(words, Surroundings);

    public void PressCtrlC() => _interrupt.Cancel();

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        _interrupt.Dispose();
    }

    private static string Answer(Queue<string> answers, string question) =>
        answers.Count > 0 ? answers.Dequeue() : throw new InvalidOperationException($"nobody answers '{question}'");
}
