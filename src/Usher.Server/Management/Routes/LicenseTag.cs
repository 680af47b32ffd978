using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Usher.Server.Licenses;

namespace Usher.Server.Management.Routes;

/// <summary>
/// Names a set of installed licenses, so that of two administrators who change it at once the second notices. Days left
/// and the like are not part of it.
/// </summary>
internal static class LicenseTag
{
    private const int TagBytes = 16;

    /// <summary>The strong ETag of a set, with its quotes.</summary>
    internal static string Of(LicenseSet set)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var license in set.All)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(license.Id));
            hash.AppendData(BitConverter.GetBytes(license.InstalledAt.UtcTicks));
        }

        return $"\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, TagBytes))}\"";
    }

    /// <summary>What a change is conditional on; null: on nothing.</summary>
    /// <exception cref="AdminException">The header <c>If-Match</c> cannot be read.</exception>
    internal static Action<LicenseSet>? Condition(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0)
            return null;
        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags))
            throw Paging.Bad("the header If-Match is not a list of ETags");
        return set =>
        {
            var now = Of(set);
            if (!tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || (!tag.IsWeak && tag.Tag == now)))
                throw new AdminException(StatusCodes.Status412PreconditionFailed, AdminFaults.LicensesChanged());
        };
    }
}
