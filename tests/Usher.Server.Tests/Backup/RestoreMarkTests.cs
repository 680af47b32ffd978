using Usher.Protocol;
using Usher.Server.Backup;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Time;
using Usher.Server.Time;

namespace Usher.Server.Tests.Backup;

public sealed class RestoreMarkTests
{
    private static readonly TimeSpan Hold = TimeSpan.FromHours(1), Tick = TimeSpan.FromTicks(1);

    [Fact]
    public void A_restored_server_has_a_reason_to_grant_nothing_until_the_hold_is_over()
    {
        var machine = new TwoHands();
        var mark = new RestoreMark(machine.Wall - TimeSpan.FromDays(1), machine.Wall, machine.Wall + Hold);
        var clock = new ServerClock(machine, journalNewest: null, TimeSpan.FromMinutes(5)) { Restored = mark };

        machine.Pass(Hold - Tick);
        Assert.Equal(ErrorCodes.Restored, clock.Fault?.Code);
        machine.Pass(Tick);
        Assert.Null(clock.Fault);
    }

    [Fact]
    public void The_mark_is_read_as_it_was_written_and_a_damaged_one_stops_the_start()
    {
        using var folder = new TempFolder();
        Assert.Null(RestoreMark.Read(folder.Path));
        var mark = new RestoreMark(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch + Hold, DateTimeOffset.UnixEpoch + (2 * Hold));
        mark.Write(folder.Path);
        Assert.Equal(mark.HoldUntil, RestoreMark.Read(folder.Path)?.HoldUntil);

        File.WriteAllText(folder[RestoreMark.FileName], "{");
        Assert.Equal(
            ServerCodes.FolderUnusable, Assert.Single(Assert.Throws<ServerStartException>(() => RestoreMark.Read(folder.Path)).Faults).Code);
    }
}
