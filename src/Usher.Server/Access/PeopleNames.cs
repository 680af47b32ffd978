using Microsoft.AspNetCore.Http;
using Usher.Server.Management;

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

    /// <summary>Looks whether a question names people to somebody from whom their names are hidden: the answer would tell who is who.</summary>
    /// <exception cref="AdminException">It does (403).</exception>
    internal void RequireShown(HttpContext context, string? user, string? host)
    {
        if ((user is not null || host is not null) && For(context) != PlainNames.Instance)
            throw new AdminException(StatusCodes.Status403Forbidden, AccessFaults.NamesHidden());
    }
}
