using FsCheck;
using FsCheck.Fluent;
using Usher.Core;
using Usher.Server.Validation;

namespace Usher.Server.Tests.Validation;

public sealed class CellTableTests
{
    private const int Ids = 60;

    [Fact]
    public void It_holds_what_a_dictionary_holds() => Prop.ForAll<(int Id, bool Puts)[]>(moves =>
    {
        var table = new CellTable();
        var model = new Dictionary<UInt128, ValidationCell>();
        foreach (var (id, puts) in moves)
        {
            var cell = Cell((uint)id % Ids);
            if (puts)
                table.Put(model[cell.Lease] = cell);
            else if (model.Remove(cell.Lease, out var known))
                table.Remove(known);
            Assert.Equal(model.Count, table.Count);
        }

        for (uint id = 0; id < Ids; id++)
            Assert.Same(model.GetValueOrDefault(id), table.Find(id));
        Assert.Equal(model.Values.ToHashSet(), table.All().ToHashSet());
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(300));

    [Fact]
    public void A_cell_that_another_one_replaced_is_not_taken_out_any_more()
    {
        var table = new CellTable();
        var (before, after) = (Cell(7), Cell(7));
        table.Put(before);
        table.Put(after);

        table.Remove(before);

        Assert.Same(after, table.Find(7));
    }

    [Fact]
    public void A_crowd_that_left_leaves_no_large_table_behind()
    {
        var table = new CellTable();
        var cells = Enumerable.Range(1, 10_000).Select(id => Cell((uint)id)).ToList();
        cells.ForEach(table.Put);
        Assert.InRange(table.Places, 13_334, 40_000);

        cells.ForEach(table.Remove);

        Assert.Equal((0, 16), (table.Count, table.Places));
    }

    [Fact]
    public void Who_comes_and_goes_a_thousand_times_takes_no_more_room()
    {
        var table = new CellTable();
        for (uint id = 1; id < 1_000; id++)
        {
            var cell = Cell(id);
            table.Put(cell);
            table.Remove(cell);
        }

        Assert.Equal(16, table.Places);
    }

    private static ValidationCell Cell(uint id) => new(id, new Presence(), TimeSpan.Zero, counter: 0);
}
