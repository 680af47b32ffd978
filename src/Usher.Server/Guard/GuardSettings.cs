using Usher.Ports;

namespace Usher.Server.Guard;

/// <summary>What the guard works with.</summary>
/// <param name="Every">Time between two looks.</param>
/// <param name="AcceptedPath">The file of accepted listeners; one that is not there accepts nobody.</param>
/// <param name="Read">Looks; as <see cref="ListenerTable.Read"/>.</param>
/// <param name="Outboxes">Who else is told. The guard disposes them.</param>
internal sealed record GuardSettings(
    TimeSpan Every, string AcceptedPath, Func<ListenerTable?, ListenerTable> Read, IReadOnlyList<ReportOutbox> Outboxes);
