using Usher.Core;

namespace Usher.Journal.History;

/// <summary>The use of a feature over time.</summary>
/// <param name="Pool">Whose seats.</param>
/// <param name="Bucket">Length of a bucket: as asked for, or an hour where minutes are not kept any more.</param>
/// <param name="Buckets">Oldest first, without gaps, up to where the history reaches.</param>
public sealed record UsageSeries(PoolId Pool, TimeSpan Bucket, IReadOnlyList<UsageBucket> Buckets);
