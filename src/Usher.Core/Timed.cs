namespace Usher.Core;

/// <summary>Something that time alone will touch. Knows its place in the one <see cref="DeadlineQueue"/> it may be in.</summary>
internal abstract class Timed
{
    /// <summary>When to look at it, in UTC ticks. Written by the queue only.</summary>
    public long Due { get; internal set; } = long.MaxValue;

    /// <summary>Index in the queue; −1 when it is not in it. Written by the queue only.</summary>
    public int Place { get; internal set; } = -1;
}
