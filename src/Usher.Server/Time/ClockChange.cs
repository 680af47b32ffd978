namespace Usher.Server.Time;

/// <summary>What a look at the wall clock found.</summary>
internal enum ClockChange
{
    /// <summary>It is behind by more than the tolerance: nothing is granted from now on.</summary>
    SetBack,

    /// <summary>It is right again.</summary>
    Recovered,

    /// <summary>It was ahead and has been followed.</summary>
    Leapt,
}
