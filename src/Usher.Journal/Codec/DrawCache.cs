using System.Collections.Immutable;
using Usher.Core;

namespace Usher.Journal.Codec;

/// <summary>
/// Gives the same object again for draws from one line that are alike, as most neighbours are: a million leases that are read again
/// should not hold a million copies. A lost race costs a copy.
/// </summary>
internal static class DrawCache
{
    private static Draw[] last = [new("", 0)];

    /// <summary>A draw from one line alone.</summary>
    public static ImmutableArray<Draw> One(Draw draw)
    {
        var known = Volatile.Read(ref last);
        if (known[0] == draw)
            return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(known);
        Draw[] one = [draw];
        Volatile.Write(ref last, one);
        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(one);
    }
}
