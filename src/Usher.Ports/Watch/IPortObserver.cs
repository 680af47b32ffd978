namespace Usher.Ports;

/// <summary>Hears what changes on watched ports.</summary>
public interface IPortObserver
{
    /// <summary>What changed between two looks, at least one, each told once. The watch waits until it returns.</summary>
    /// <param name="changes">In no order.</param>
    /// <param name="table">Everything that listens at this look.</param>
    /// <param name="cancellationToken">The watch ends.</param>
    ValueTask ChangedAsync(IReadOnlyList<PortChange> changes, ListenerTable table, CancellationToken cancellationToken);

    /// <summary>Looking failed once; the watch goes on. The same failure is told again only after looking has worked again.</summary>
    ValueTask FailedAsync(PortsException failure, CancellationToken cancellationToken);
}
