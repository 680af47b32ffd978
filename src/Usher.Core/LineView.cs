namespace Usher.Core;

/// <summary>A license line and its use, as people see it.</summary>
/// <param name="Line">The line.</param>
/// <param name="State">Where it stands in its life.</param>
/// <param name="Used">Seats in use, overdraft included; a sharing group counts once.</param>
public sealed record LineView(LicenseLine Line, LineState State, int Used);
