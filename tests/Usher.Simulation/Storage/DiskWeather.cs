using Usher.Simulation.Kernel;

namespace Usher.Simulation.Storage;

/// <summary>How the disk behaves at the moment: how slow it is, whether it takes anything, whether it says what became of it.</summary>
internal sealed class DiskWeather(Dice dice)
{
    private static readonly TimeSpan DelayMin = TimeSpan.FromMicroseconds(100);

    public TimeSpan DelayMax { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Full, or failing: nothing can be written.</summary>
    public bool RefusesWrites { get; set; }

    /// <summary>Nothing can be read either.</summary>
    public bool RefusesReads { get; set; }

    /// <summary>How often the answer to a commit is lost.</summary>
    public double UnknownChance { get; set; }

    /// <summary>How often a snapshot cannot be written.</summary>
    public double SnapshotFaultChance { get; set; }

    public TimeSpan Delay() => dice.Skewed(DelayMin, DelayMax);

    public bool IsUnknown() => dice.Chance(UnknownChance);

    public bool IsWrittenAnyway() => dice.Chance(0.5);

    public bool IsSnapshotFault() => dice.Chance(SnapshotFaultChance);
}
