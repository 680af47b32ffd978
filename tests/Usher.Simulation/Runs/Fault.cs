namespace Usher.Simulation.Runs;

/// <summary>What can go wrong in a run.</summary>
internal enum Fault
{
    /// <summary>Nothing gets through in one direction or both, for a while.</summary>
    Partition,

    /// <summary>A connection is reset in the middle.</summary>
    Reset,

    /// <summary>Delays of seconds.</summary>
    SlowNetwork,

    /// <summary>The server's process is killed and comes back.</summary>
    ServerKill,

    /// <summary>The server's machine loses its power.</summary>
    ServerPowerLoss,

    /// <summary>The server is stopped in good order and started again.</summary>
    ServerRestart,

    /// <summary>The disk is full or fails for a while.</summary>
    DiskOutage,

    /// <summary>The disk takes long.</summary>
    SlowDisk,

    /// <summary>The outcome of a commit is not known.</summary>
    UnknownOutcome,

    /// <summary>Another writer is first.</summary>
    SecondWriter,

    /// <summary>The server's wall clock jumps, or stops.</summary>
    ServerClock,

    /// <summary>A client's process is killed.</summary>
    ClientKill,

    /// <summary>A client's machine loses its power.</summary>
    ClientPowerLoss,

    /// <summary>A laptop sleeps.</summary>
    Sleep,

    /// <summary>License lines are removed, shrink, start and end.</summary>
    Licenses,

    /// <summary>Leases are revoked.</summary>
    Revoke,
}
