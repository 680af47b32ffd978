namespace Usher.Core.Tests;

/// <summary>Clients choose the ids of their leases, and must not choose where those lie in the server's tables.</summary>
public sealed class IdHashTests
{
    private const int Ids = 10_000;

    [Fact]
    public void Ids_that_collide_by_the_hash_of_the_framework_are_spread()
    {
        var made = Enumerable.Range(1, Ids).Select(number => SameHalves((uint)number)).ToArray();

        Assert.Single(made.Select(id => id.GetHashCode()).Distinct());
        // Of so many values in 32 bits about 0.01 pairs meet by chance.
        Assert.InRange(made.Select(id => new LeaseId(id).GetHashCode()).Distinct().Count(), Ids - 10, Ids);
        Assert.InRange(made.Select(id => new RequestId(id).GetHashCode()).Distinct().Count(), Ids - 10, Ids);
    }

    [Fact]
    public void Equal_ids_have_the_same_hash_in_either_form()
    {
        var id = new Guid("00112233-4455-6677-8899-aabbccddeeff");

        Assert.Equal(IdHash.Of(id), new LeaseId(new Guid(id.ToByteArray())).GetHashCode());
        Assert.Equal(IdHash.Of((UInt128)7), IdHash.Of(UInt128.One + 6));
    }

    /// <summary>Four equal parts: folded over each other they are nothing.</summary>
    private static Guid SameHalves(uint part)
    {
        Span<byte> bytes = stackalloc byte[16];
        for (var at = 0; at < 16; at += 4)
            BitConverter.TryWriteBytes(bytes[at..], part);
        return new Guid(bytes);
    }
}
