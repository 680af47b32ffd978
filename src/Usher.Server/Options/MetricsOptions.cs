namespace Usher.Server.Options;

/// <summary>What <c>/metrics</c> shows, and to whom. Section "Metrics".</summary>
public sealed record MetricsOptions
{
    /// <summary>
    /// Whether everybody on a trusted network may read <c>/metrics</c>, without a token. Names of features and how much
    /// they are used are in it; names of people are not. Default false: it takes a token of a viewer.
    /// </summary>
    public bool Anonymous { get; init; }

    /// <summary>
    /// Features that metrics name; those above it, in the order in which the server met them, are summed under the name
    /// <c>other</c>. 0 names none. 0 to 1000. Default 200.
    /// </summary>
    public int FeaturesMax { get; init; } = 200;
}
