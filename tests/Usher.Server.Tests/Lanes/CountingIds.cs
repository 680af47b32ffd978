namespace Usher.Server.Tests.Lanes;

/// <summary>Ids 1, 2, 3, …</summary>
internal sealed class CountingIds : IdSource
{
    private int last;

    public override Guid Next() => new(0, 0, 0, BitConverter.GetBytes((long)Interlocked.Increment(ref last)));
}
