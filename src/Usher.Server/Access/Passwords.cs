using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Usher.Server.Management;

namespace Usher.Server.Access;

/// <summary>
/// Hashes passwords by ASP.NET Core's hasher (PBKDF2, HMAC-SHA-512, 128 bits of salt). A hash costs about a tenth of a
/// second of one core on purpose, so only some run at once and only so many wait.
/// </summary>
/// <param name="iterations">Of PBKDF2.</param>
internal sealed class Passwords(int iterations = Passwords.IterationsDefault) : IDisposable
{
    /// <summary>What OWASP asks for with HMAC-SHA-512.</summary>
    internal const int IterationsDefault = 210_000;

    /// <summary>Most log-ins that wait for their turn.</summary>
    internal const int WaitingMax = 64;

    private const int SaltBytes = 16, KeyBytes = 32, HmacSha512 = 2;

    private readonly PasswordHasher<string> hasher = new(
        Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
    private readonly SemaphoreSlim turns = new(Math.Max(1, Environment.ProcessorCount / 2));
    private int waiting;

    /// <summary>The salted hash of a password.</summary>
    internal Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        InTurnAsync(() => hasher.HashPassword("", password), cancellationToken);

    /// <summary>Whether it is the password of a user. Takes as long when there is no such user.</summary>
    internal Task<bool> IsRightAsync(UserAccount? user, string password, CancellationToken cancellationToken) => InTurnAsync(
        () => hasher.VerifyHashedPassword("", user?.Secret ?? Nobody(iterations), password) != PasswordVerificationResult.Failed && user is not null,
        cancellationToken);

    /// <summary>A hash that no password has: in the form of the hasher (version 1, function, iterations, salt, key), all zeros.</summary>
    internal static string Nobody(int iterations)
    {
        var hash = new byte[1 + (3 * sizeof(int)) + SaltBytes + KeyBytes];
        hash[0] = 1;
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(1), HmacSha512);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(5), iterations);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(9), SaltBytes);
        return Convert.ToBase64String(hash);
    }

    /// <inheritdoc />
    public void Dispose() => turns.Dispose();

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref waiting) > WaitingMax)
        {
            Interlocked.Decrement(ref waiting);
            throw new AdminException(StatusCodes.Status429TooManyRequests, AccessFaults.TooManyRequests()) { RetryAfter = TimeSpan.FromSeconds(5) };
        }

        try
        {
            await turns.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }

        try
        {
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            turns.Release();
        }
    }
}
