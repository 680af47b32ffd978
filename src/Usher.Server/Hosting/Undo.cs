namespace Usher.Server.Hosting;

/// <summary>What has been opened so far, to be closed in reverse.</summary>
internal sealed class Undo : IAsyncDisposable
{
    private readonly Stack<object> opened = new();

    /// <summary>Notes something to be closed.</summary>
    internal T Push<T>(T opening)
        where T : notnull
    {
        opened.Push(opening);
        return opening;
    }

    /// <summary>Closes everything, last first, the rest also when one fails. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!opened.TryPop(out var one))
            return;
        try
        {
            if (one is IAsyncDisposable patient)
                await patient.DisposeAsync();
            else
                (one as IDisposable)?.Dispose();
        }
        finally
        {
            await DisposeAsync();
        }
    }
}
