using FsCheck;
using FsCheck.Fluent;

namespace Usher.Core.Tests;

/// <summary>What may happen next in a random story.</summary>
public enum MoveKind
{
    Checkout,
    Repeat,
    CheckIn,
    Renew,
    Disconnect,
    Heartbeat,
    Revoke,
    SetLines,
    Restart,
    Pass,
    PassToNextDue,
}

/// <summary>One move of a random story. The numbers choose who, what and how long; every combination means something.</summary>
public sealed record RandomMove(MoveKind Kind, int Who, int What, int Size)
{
    public const int MovesMax = 80;
    private const int ChoicesMax = 1_000;

    private static readonly Gen<RandomMove> One =
        from kind in Gen.Frequency(
            (40, Gen.Constant(MoveKind.Checkout)),
            (4, Gen.Constant(MoveKind.Repeat)),
            (14, Gen.Constant(MoveKind.CheckIn)),
            (6, Gen.Constant(MoveKind.Renew)),
            (8, Gen.Constant(MoveKind.Disconnect)),
            (8, Gen.Constant(MoveKind.Heartbeat)),
            (3, Gen.Constant(MoveKind.Revoke)),
            (4, Gen.Constant(MoveKind.SetLines)),
            (1, Gen.Constant(MoveKind.Restart)),
            (8, Gen.Constant(MoveKind.Pass)),
            (6, Gen.Constant(MoveKind.PassToNextDue)))
        from who in Gen.Choose(0, ChoicesMax)
        from what in Gen.Choose(0, ChoicesMax)
        from size in Gen.Choose(0, ChoicesMax)
        select new RandomMove(kind, who, what, size);

    /// <summary>Stories of up to <see cref="MovesMax"/> moves; a failing one shrinks by leaving moves out.</summary>
    public static Arbitrary<RandomMove[]> Stories { get; } = Arb.From(
        from count in Gen.Choose(1, MovesMax)
        from moves in One.ArrayOf(count)
        select moves,
        Shorter);

    private static IEnumerable<RandomMove[]> Shorter(RandomMove[] moves)
    {
        for (var cut = moves.Length / 2; cut >= 1; cut /= 2)
        {
            for (var at = 0; at + cut <= moves.Length; at += cut)
                yield return [.. moves[..at], .. moves[(at + cut)..]];
        }
    }
}
