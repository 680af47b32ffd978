using Usher.Core;
using Usher.Server.Seats;

namespace Usher.Server.Access;

/// <summary>The features that a token is for: nothing of others is shown to it or done by it.</summary>
/// <param name="names"><c>vendor/feature</c>, or <c>feature</c> of any vendor.</param>
internal sealed class FeatureScope(IReadOnlyList<string> names)
{
    /// <summary>Most features of one token.</summary>
    internal const int FeaturesMax = 100;

    /// <summary>As they were named.</summary>
    internal IReadOnlyList<string> Names { get; } = names;

    /// <summary>Of an event or a request; null: all features.</summary>
    internal static FeatureScope? Of(IReadOnlyList<string>? names) => names is null ? null : new(names);

    /// <summary>Whether texts can be the features of a token: 1 to <see cref="FeaturesMax"/> names.</summary>
    internal static bool IsValid(IReadOnlyList<string> names) =>
        names.Count is >= 1 and <= FeaturesMax && names.All(name => name is not null && CheckoutReader.IsFeature(name) && !name.Any(char.IsControl));

    /// <summary>Whether a feature is one of them.</summary>
    internal bool Covers(PoolId pool) => Names.Contains(pool.Feature, StringComparer.Ordinal) || Names.Contains($"{pool}", StringComparer.Ordinal);

    /// <summary>Whether everything that a name may stand for is covered: a name without its vendor stands for that of every vendor.</summary>
    internal bool Covers(string name) => Names.Contains(name, StringComparer.Ordinal)
        || (name.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash && Names.Contains(name[(slash + 1)..], StringComparer.Ordinal));

    /// <inheritdoc />
    public override string ToString() => string.Join(", ", Names);
}
