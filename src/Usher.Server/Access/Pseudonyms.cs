using System.Security.Cryptography;
using System.Text;

namespace Usher.Server.Access;

/// <summary>
/// A keyed hash in place of a name: the same name always has the same one on this server, in either case, and who does not
/// have the key cannot find the name by trying all names.
/// </summary>
/// <param name="key">Secret, and the same after a restart.</param>
internal sealed class Pseudonyms(byte[] key) : IPeopleNames
{
    private const int Digits = 10;

    /// <inheritdoc />
    public string User(string name) => Of("person", name);

    /// <inheritdoc />
    public string Host(string name) => Of("host", name);

    private string Of(string kind, string name) => name.Length == 0
        ? ""
        : $"{kind}-{Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{kind} {name.ToUpperInvariant()}")))[..Digits]}";
}
