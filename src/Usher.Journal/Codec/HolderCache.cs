using Usher.Core;

namespace Usher.Journal.Codec;

/// <summary>Gives the same holder again for the same words, if it was the last one: one application may take many leases. A lost race costs a copy.</summary>
internal static class HolderCache
{
    private static Holder last = new("", "");

    /// <summary>The holder of these words.</summary>
    public static Holder Of(string user, string host, string display, string application)
    {
        var known = Volatile.Read(ref last);
        if (known.Application == application && known.User == user && known.Host == host && known.Display == display)
            return known;
        var holder = new Holder(user, host, display, application);
        Volatile.Write(ref last, holder);
        return holder;
    }
}
