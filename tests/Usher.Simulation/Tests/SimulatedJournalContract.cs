using Usher.Journal;
using Usher.Journal.Tests;
using Usher.Simulation.Kernel;
using Usher.Simulation.Storage;

namespace Usher.Simulation.Tests;

/// <summary>On a fair day, the store that is simulated does what every store must.</summary>
public sealed class SimulatedJournalContract : JournalContract
{
    protected override ValueTask<IJournal> OpenAsync() => new(new SimulatedJournal(
        new Disk(), new DiskWeather(new Dice(1)), () => TimeSpan.Zero, _ => Task.CompletedTask));
}
