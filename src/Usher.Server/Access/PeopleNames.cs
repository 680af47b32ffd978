using Microsoft.AspNetCore.Http;

namespace Usher.Server.Access;

/// <summary>Chooses how names are shown: every route that shows people asks here.</summary>
/// <param name="key">Of pseudonyms.</param>
/// <param name="areHidden">Whether viewers see pseudonyms.</param>
internal sealed class PeopleNames(byte[] key, bool areHidden)
{
    private readonly Pseudonyms hidden = new(key);

    /// <summary>For whoever makes a request. Who is not known sees no more than a viewer.</summary>
    internal IPeopleNames For(HttpContext context) =>
        areHidden && context.Features.Get<Actor>() is not { Role: > Role.Viewer } ? hidden : PlainNames.Instance;
}
