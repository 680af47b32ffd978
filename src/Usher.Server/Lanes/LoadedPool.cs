using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>A pool as the journal has it.</summary>
/// <param name="Pool">The state.</param>
/// <param name="Sequence">The stream's last event.</param>
/// <param name="SnapshotEvents">Events in the snapshot that it was built from; 0 without one.</param>
/// <param name="SinceSnapshot">Events after it.</param>
internal sealed record LoadedPool(Pool Pool, long Sequence, int SnapshotEvents, long SinceSnapshot);
