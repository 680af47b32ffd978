using FsCheck;
using FsCheck.Fluent;

namespace Usher.Core.Tests;

/// <summary>A bag of seat counts against a plain list.</summary>
public sealed class TallyTests
{
    [Fact]
    public void It_knows_its_largest_whatever_comes_and_goes() =>
        Prop.ForAll<int[]>(moves =>
        {
            var tally = new Tally();
            var model = new List<int>();
            foreach (var move in moves)
            {
                if (move % 2 == 0 || model.Count == 0)
                    Add(tally, model, 1 + Math.Abs(move % 5));
                else
                    Remove(tally, model, model[(int)((uint)move % model.Count)]);
                Assert.Equal(model.DefaultIfEmpty().Max(), tally.Largest);
                Assert.Equal(tally.Largest, tally.Copy().Largest);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(100));

    [Fact]
    public void A_copy_lives_its_own_life()
    {
        var tally = new Tally();
        tally.Add(1);
        tally.Add(3);

        var copy = tally.Copy();
        copy.Remove(3);
        copy.Remove(1);

        Assert.Equal((3, 0), (tally.Largest, copy.Largest));
        tally.Remove(3);
        Assert.Equal(1, tally.Largest);
    }

    private static void Add(Tally tally, List<int> model, int seats)
    {
        tally.Add(seats);
        model.Add(seats);
    }

    private static void Remove(Tally tally, List<int> model, int seats)
    {
        tally.Remove(seats);
        model.Remove(seats);
    }
}
