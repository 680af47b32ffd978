using Microsoft.AspNetCore.Http;

namespace Usher.Server.Management;

/// <summary>How much one answer holds.</summary>
internal static class Paging
{
    /// <summary>Most rows of one page.</summary>
    internal const int TakeMax = 1000;

    /// <summary>Rows of a page of an append-only list when none are asked for.</summary>
    internal const int TakeDefault = 100;

    /// <summary>Rows of a page of an append-only list.</summary>
    /// <exception cref="AdminException">It is not 1 to <see cref="TakeMax"/>.</exception>
    internal static int Rows(int? take) => take is null or (>= 1 and <= TakeMax)
        ? take ?? TakeDefault
        : throw Bad($"take must be 1 to {TakeMax}");

    /// <summary>A parameter is wrong.</summary>
    internal static AdminException Bad(string what) => new(StatusCodes.Status400BadRequest, AdminFaults.BadRequest(what));
}
