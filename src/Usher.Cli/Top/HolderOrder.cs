namespace Usher.Cli.Top;

/// <summary>How holders are sorted.</summary>
internal enum HolderOrder
{
    /// <summary>The longest holder first.</summary>
    Longest,

    /// <summary>Who holds most seats first.</summary>
    Seats,

    /// <summary>By user.</summary>
    User,

    /// <summary>By feature.</summary>
    Feature,
}
