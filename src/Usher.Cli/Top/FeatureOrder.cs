namespace Usher.Cli.Top;

/// <summary>How features are sorted.</summary>
internal enum FeatureOrder
{
    /// <summary>The fullest first.</summary>
    Use,

    /// <summary>The longest queue first.</summary>
    Queue,

    /// <summary>By name.</summary>
    Name,
}
