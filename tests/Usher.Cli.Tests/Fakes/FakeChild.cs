using Usher.Cli.Children;

namespace Usher.Cli.Tests.Fakes;

/// <summary>A child process that ends when the test says.</summary>
internal sealed class FakeChild : IChildProcess
{
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<int> Ended => _ended.Task;

    public void Terminate() => End(143);

    public void End(int exitCode) => _ended.TrySetResult(exitCode);
}
