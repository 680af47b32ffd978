using FsCheck;
using FsCheck.Fluent;

namespace Usher.Core.Tests;

/// <summary>The heap against the plainest model: a list that is sorted every time.</summary>
public sealed class DeadlineQueueTests
{
    private const int Items = 40;

    [Fact]
    public void The_first_is_always_the_earliest_whatever_is_added_moved_or_removed() =>
        Prop.ForAll<(int Item, int Due)[]>(moves =>
        {
            var queue = new DeadlineQueue();
            var items = Enumerable.Range(0, Items).Select(_ => new Thing()).ToArray();
            var model = new Dictionary<Thing, long>();
            foreach (var (choice, due) in moves)
            {
                var item = items[(int)((uint)choice % Items)];
                if (due % 3 == 0)
                    Remove(queue, model, item);
                else
                    Put(queue, model, item, (uint)due % 1_000);

                Assert.Equal(model.Count, queue.Count);
                Assert.Equal(model.Count == 0 ? null : model.Values.Min(), queue.First?.Due);
            }

            Assert.Equal(model.Values.Order(), queue.InOrder().Select(item => item.Due));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(200));

    [Fact]
    public void Removing_what_is_not_in_it_changes_nothing()
    {
        var queue = new DeadlineQueue();
        queue.Remove(new Thing());

        Assert.Null(queue.First);
        Assert.Empty(queue.InOrder());
    }

    private static void Put(DeadlineQueue queue, Dictionary<Thing, long> model, Thing item, long due)
    {
        queue.Put(item, new DateTimeOffset(due, TimeSpan.Zero));
        model[item] = due;
    }

    private static void Remove(DeadlineQueue queue, Dictionary<Thing, long> model, Thing item)
    {
        queue.Remove(item);
        model.Remove(item);
        Assert.Equal(-1, item.Place);
    }

    private sealed class Thing : Timed;
}
