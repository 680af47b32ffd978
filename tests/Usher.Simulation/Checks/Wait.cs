using Usher.Core;

namespace Usher.Simulation.Checks;

/// <summary>A request in the queue, as the events of the journal tell.</summary>
internal sealed class Wait(PoolEvent.WaitStarted started)
{
    public LeaseId Lease => started.Lease;

    public RequestId Request => started.RequestId;

    public FeatureVersion Version => started.Version;

    public int Priority => started.Priority;

    public bool IsAbsent { get; set; }
}
