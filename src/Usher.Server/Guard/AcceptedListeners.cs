using Usher.Ports;

namespace Usher.Server.Guard;

/// <summary>The listeners that an administrator has accepted, read again when the file has changed; one thread.</summary>
/// <param name="path">The file.</param>
/// <param name="unreadable">Told of a file that cannot be used; what was accepted before then stays so.</param>
internal sealed class AcceptedListeners(string path, Action<PortsException> unreadable)
{
    private Baseline baseline = Baseline.Empty;
    private DateTime? readOf;

    /// <summary>Whether a listener is accepted.</summary>
    internal bool Has(Listener listener) => baseline.Has(listener);

    /// <summary>Reads the file if it is another than at the last time.</summary>
    internal void Refresh()
    {
        try
        {
            // Of a file that is not there, the year 1601: that is a state like any other.
            var writtenAt = File.GetLastWriteTimeUtc(path);
            if (writtenAt == readOf)
                return;
            readOf = writtenAt;
            baseline = Baseline.Read(path);
        }
        catch (Exception error) when (error is PortsException or IOException or UnauthorizedAccessException)
        {
            unreadable(error as PortsException
                ?? new(PortsCodes.BadList, $"{path} cannot be read: {error.Message}", "let the server's user read it, or name another file in Guard:Accepted", error));
        }
    }
}
