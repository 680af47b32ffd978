using Usher.Server.Hosting;

namespace Usher.Server.Tests.Hosting;

public sealed class UndoTests
{
    [Fact]
    public async Task Everything_is_closed_in_reverse_even_when_one_fails()
    {
        var closed = new List<string>();
        var undo = new Undo();
        undo.Push(new Door("first", closed));
        undo.Push(new Door("stuck", closed, isStuck: true));
        undo.Push(new Door("last", closed));

        await Assert.ThrowsAsync<IOException>(async () => await undo.DisposeAsync());
        await undo.DisposeAsync();

        Assert.Equal(["last", "stuck", "first"], closed);
    }

    private sealed class Door(string name, List<string> closed, bool isStuck = false) : IDisposable
    {
        public void Dispose()
        {
            closed.Add(name);
            if (isStuck)
                throw new IOException(name);
        }
    }
}
