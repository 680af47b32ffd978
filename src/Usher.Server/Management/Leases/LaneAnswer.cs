using Usher.Core;
using Usher.Server.Lanes;

namespace Usher.Server.Management.Leases;

/// <summary>What a lane said; exactly one of the two is there.</summary>
internal readonly record struct LaneAnswer(Reply? Reply, Refusal? Refusal);
