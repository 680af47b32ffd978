namespace Usher.Cli.Reports;

/// <summary>How a reading of the history is printed.</summary>
internal enum PrintForm
{
    /// <summary>Tables and charts.</summary>
    People,

    /// <summary>One JSON object.</summary>
    Json,

    /// <summary>Comma-separated values.</summary>
    Csv,

    /// <summary>One page for a browser.</summary>
    Html,
}
