using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>One command on its way through a lane.</summary>
/// <param name="Id">The peer's own number for it.</param>
/// <param name="Pool">Where it is decided.</param>
/// <param name="Command">What is asked.</param>
/// <param name="IsCancel">A check-in that was asked as the end of a wait.</param>
internal readonly record struct LaneRequest(ulong Id, LanePool Pool, PoolCommand Command, bool IsCancel = false);
