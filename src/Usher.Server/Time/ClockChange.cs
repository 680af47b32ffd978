namespace Usher.Server.Time;

/// <summary>What a look at the wall clock found.</summary>
internal enum ClockChange
{
    /// <summary>It is behind by more than the tolerance: nothing is granted from now on.</summary>
    SetBack,

    /// <summary>It is right again.</summary>
    Recovered,

    /// <summary>It was ahead by more than can be followed little by little, and has been followed at once.</summary>
    Leapt,
}
