using Usher.Client;

namespace Usher.EndToEnd;

/// <summary>What the clients of a test believe they hold, at every moment. Safe on any thread.</summary>
internal sealed class SeatLedger(int seats)
{
    private readonly Lock gate = new();
    private readonly HashSet<LeaseId> held = [];
    private readonly List<string> faults = [];
    private TaskCompletionSource? waiter;
    private long grants, wanted;

    /// <summary>Everything that must not happen and did.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (gate)
                return [.. faults];
        }
    }

    public IReadOnlySet<LeaseId> Held
    {
        get
        {
            lock (gate)
                return held.ToHashSet();
        }
    }

    /// <summary>A grant was acknowledged: from here on its holder uses the seat.</summary>
    public void Take(LeaseId lease)
    {
        lock (gate)
        {
            if (!held.Add(lease))
                faults.Add($"{lease} was granted twice");
            if (held.Count > seats)
                faults.Add($"{held.Count} seats in use, {seats} licensed, after {grants} grants");
            if (++grants >= wanted)
                waiter?.TrySetResult();
        }
    }

    /// <summary>The holder stopped using the seat; called before it is given back.</summary>
    public void GiveBack(LeaseId lease)
    {
        lock (gate)
            held.Remove(lease);
    }

    public void Fail(string fault)
    {
        lock (gate)
            faults.Add(fault);
    }

    /// <summary>Waits until so many more grants were acknowledged.</summary>
    public Task MoreGrantsAsync(int count)
    {
        lock (gate)
        {
            wanted = grants + count;
            waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return waiter.Task;
        }
    }
}
