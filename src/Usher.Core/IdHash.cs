using System.Runtime.CompilerServices;

namespace Usher.Core;

/// <summary>
/// A hash of 128 bits that clients choose. That of the framework's own types folds the bits before it mixes in its seed, so
/// that anybody can make any number of ids that collide in every process.
/// </summary>
public static class IdHash
{
    /// <summary>The same for equal ids within a process; another one in the next process.</summary>
    public static int Of(Guid id) => Of(Unsafe.BitCast<Guid, UInt128>(id));

    /// <summary>As above.</summary>
    public static int Of(UInt128 id)
    {
        var (low, high) = ((ulong)id, (ulong)(id >> 64));
        return HashCode.Combine((int)low, (int)(low >> 32), (int)high, (int)(high >> 32));
    }
}
