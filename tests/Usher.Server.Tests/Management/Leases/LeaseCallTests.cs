using Usher.Core;
using Usher.Protocol;
using Usher.Server.Management.Leases;
using Usher.Server.Tests.Lanes;

namespace Usher.Server.Tests.Management.Leases;

public sealed class LeaseCallTests
{
    [Fact]
    public async Task As_many_requests_wait_as_the_lane_takes_and_the_next_is_told_when_to_come_back()
    {
        await using var desk = await new DeskScenario(limits: new() { LaneRequestsMax = 2 }).StartAsync(seats: 3);
        var pool = desk.Desk.Find($"{DeskScenario.Cad}", out _)!;
        using var hold = desk.Journal.Hold();
        var (first, second) = (Ask(), Ask());

        var refusal = (await Ask()).Refusal;

        Assert.Equal((ErrorCodes.Busy, 503), (refusal!.Code, SeatProblems.Of(refusal).Status));
        Assert.True(refusal.RetryAfter > TimeSpan.Zero);
        hold.Release();
        Assert.IsType<Reply.Granted>((await first).Reply);
        Assert.IsType<Reply.Granted>((await second).Reply);

        Task<LaneAnswer> Ask() => LeaseCall.AskAsync(pool, desk.Checkout(desk.NewLease(), detached: true)).AsTask();
    }
}
