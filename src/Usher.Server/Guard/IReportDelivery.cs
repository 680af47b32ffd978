namespace Usher.Server.Guard;

/// <summary>A way to tell somebody outside.</summary>
internal interface IReportDelivery
{
    /// <summary>"webhook" or "command": for log and metrics.</summary>
    string Way { get; }

    /// <summary>Delivers one notice; called for one at a time, and bounded in time.</summary>
    /// <param name="notice">A JSON document, <see cref="PortNotice"/>.</param>
    /// <param name="cancellationToken">The server ends.</param>
    /// <exception cref="DeliveryException">It did not work, and it is no use to go on trying.</exception>
    Task DeliverAsync(ReadOnlyMemory<byte> notice, CancellationToken cancellationToken);
}
