namespace Usher.Ports;

/// <summary>Hears what changes on watched ports.</summary>
public interface IPortObserver
{
    /// <summary>One change, told once. Called on the watch's own thread; the watch waits until it returns.</summary>
    ValueTask ChangedAsync(PortChange change, CancellationToken cancellationToken);

    /// <summary>Looking failed once; the watch goes on. The same failure is told again only after looking has worked again.</summary>
    ValueTask FailedAsync(PortsException failure, CancellationToken cancellationToken);
}
