namespace Usher.Core;

/// <summary>What must be found on the lines for a request, all or none.</summary>
internal readonly record struct Wish(Holder Holder, int Seats, FeatureVersion Version);
