using System.Security.Cryptography;

namespace Usher.Protocol.Tests;

public sealed class KeyedHashTests : IDisposable
{
    private readonly KeyedHash hash = new();
    private readonly Random random = new(1);

    [Fact]
    public void It_is_what_the_platform_says_whatever_was_hashed_before()
    {
        for (var round = 0; round < 20; round++)
        {
            for (var length = 0; length <= KeyedHash.MessageBytesMax; length++)
            {
                var (key, message) = (Bytes(KeyedHash.KeyBytes), Bytes(length));
                Assert.Equal(HMACSHA256.HashData(key, message), Hash(key, message));
            }
        }
    }

    [Fact]
    public void A_message_or_key_of_another_length_is_refused_and_leaves_nothing_behind()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Hash(Bytes(KeyedHash.KeyBytes), Bytes(KeyedHash.MessageBytesMax + 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Hash(Bytes(KeyedHash.KeyBytes - 1), Bytes(48)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Hash(Bytes(KeyedHash.KeyBytes + 1), Bytes(48)));

        var (key, message) = (Bytes(KeyedHash.KeyBytes), Bytes(48));
        Assert.Equal(HMACSHA256.HashData(key, message), Hash(key, message));
    }

    [Fact]
    public void Nothing_is_allocated_for_a_message()
    {
        var (key, message, result) = (Bytes(KeyedHash.KeyBytes), Bytes(48), new byte[SHA256.HashSizeInBytes]);
        hash.Of(key, message, result);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
            hash.Of(key, message, result);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    public void Dispose() => hash.Dispose();

    private byte[] Hash(byte[] key, byte[] message)
    {
        var result = new byte[SHA256.HashSizeInBytes];
        hash.Of(key, message, result);
        return result;
    }

    private byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
