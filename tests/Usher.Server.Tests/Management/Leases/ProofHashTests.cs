using System.Security.Cryptography;
using Usher.Server.Management.Leases;

namespace Usher.Server.Tests.Management.Leases;

public sealed class ProofHashTests : IDisposable
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);
    private readonly ProofHash hash = new(Key);

    public void Dispose() => hash.Dispose();

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(7, 16, 90)]
    [InlineData(0, 64, 1)]
    [InlineData(64, 64, 2000)]
    public void Three_parts_are_hashed_as_one_the_way_the_platform_does(int first, int second, int third)
    {
        var message = RandomNumberGenerator.GetBytes(first + second + third);

        // Twice: the second time with what the first one left behind.
        for (var time = 0; time < 2; time++)
            Assert.Equal(HMACSHA256.HashData(Key, message), Compute(message, first, second));
    }

    [Fact]
    public void Threads_that_hash_at_the_same_time_do_not_meet()
    {
        const int Threads = 8;
        var messages = Enumerable.Range(0, Threads).Select(_ => RandomNumberGenerator.GetBytes(120)).ToArray();
        var mine = Enumerable.Range(0, Threads).Select(_ => new List<byte[]>()).ToArray();
        using var together = new Barrier(Threads);

        var threads = Enumerable.Range(0, Threads).Select(index => new Thread(() =>
        {
            together.SignalAndWait();
            for (var time = 0; time < 200; time++)
                mine[index].Add(Compute(messages[index], 7, 16));
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        for (var index = 0; index < Threads; index++)
        {
            var expected = HMACSHA256.HashData(Key, messages[index]);
            Assert.All(mine[index], computed => Assert.Equal(expected, computed));
        }
    }

    private byte[] Compute(byte[] message, int first, int second)
    {
        var result = new byte[ProofHash.Bytes];
        hash.Compute(message.AsSpan(0, first), message.AsSpan(first, second), message.AsSpan(first + second), result);
        return result;
    }
}
