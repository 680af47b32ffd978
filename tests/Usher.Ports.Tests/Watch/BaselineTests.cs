namespace Usher.Ports.Tests;

public sealed class BaselineTests
{
    private const string Text = "# mine\n\ntcp 0.0.0.0:27000 flexlm /opt/flex net/lmgrd\nudp [::1]:6200 - -\n";

    [Fact]
    public void What_is_accepted_is_quiet_until_the_program_the_user_or_the_place_changes()
    {
        var lmgrd = Some.Listener("0.0.0.0:27000/tcp", "lmgrd", user: "flexlm");
        var baseline = Baseline.Empty.With([lmgrd]);
        Assert.True(baseline.Has(lmgrd with { SocketId = 99, Owners = [lmgrd.Owner! with { Pid = 4711, StartedAt = DateTimeOffset.UnixEpoch }] }));
        Assert.False(baseline.Has(Some.Listener("0.0.0.0:27000/tcp", "lmgrd", user: "root")));
        Assert.False(baseline.Has(Some.Listener("0.0.0.0:27000/tcp", "nc", user: "flexlm")));
        Assert.False(baseline.Has(Some.Listener("127.0.0.1:27000/tcp", "lmgrd", user: "flexlm")));
        Assert.False(baseline.Has(Some.Listener("0.0.0.0:27000/udp", "lmgrd", user: "flexlm")));
    }

    /// <summary>What this user cannot see cannot be compared; what it sees is.</summary>
    [Fact]
    public void A_neighbour_that_root_accepted_is_accepted_for_a_user_who_cannot_see_its_process()
    {
        var baseline = Baseline.Empty.With([Some.Listener("0.0.0.0:27000/tcp", "lmgrd", user: "flexlm")]);
        Assert.True(baseline.Has(Some.Listener("0.0.0.0:27000/tcp", process: null, user: "flexlm")));
        Assert.False(baseline.Has(Some.Listener("0.0.0.0:27000/tcp", process: null, user: "mallory")));
        Assert.False(baseline.Has(Some.Listener("0.0.0.0:27001/tcp", process: null, user: "flexlm")));
    }

    [Fact]
    public void A_file_reads_as_it_was_written()
    {
        var baseline = Baseline.Parse(Text, "x");
        Assert.Equal(["tcp 0.0.0.0:27000 flexlm /opt/flex net/lmgrd", "udp [::1]:6200 - -"], baseline.Accepted.Select(neighbour => neighbour.ToString()));
        using var file = new TemporaryFile("");
        baseline.Write(file.Path);
        Assert.Equal(baseline.Accepted, Baseline.Read(file.Path).Accepted);
    }

    [Fact]
    public void A_file_that_is_not_there_accepts_nobody() => Assert.Empty(Baseline.Read("/nowhere/accepted").Accepted);

    [Fact]
    public void A_bad_line_is_named()
    {
        var error = Assert.Throws<PortsException>(() => Baseline.Parse("tcp 0.0.0.0:1 a b\nnonsense\n", "accepted"));
        Assert.Equal(PortsCodes.BadList, error.Code);
        Assert.StartsWith("accepted:2:", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Baseline.NeighboursMax, true)]
    [InlineData(Baseline.NeighboursMax + 1, false)]
    public void A_file_has_its_limit(int lines, bool isRead)
    {
        var text = string.Concat(Enumerable.Range(1, lines).Select(port => $"tcp 0.0.0.0:{port} u p\n"));
        Assert.Equal(isRead, Record.Exception(() => Baseline.Parse(text, "x")) is null);
    }

    [Fact]
    public void Any_text_is_read_as_a_baseline_or_refused_and_what_is_read_can_be_written() => AnyText.Survives(
        text =>
        {
            try
            {
                var read = Baseline.Parse(text, "x");
                Assert.Equal(read.Accepted.ToHashSet(), Baseline.Parse(read.ToString(), "y").Accepted.ToHashSet());
            }
            catch (PortsException error)
            {
                Assert.Equal(PortsCodes.BadList, error.Code);
            }
        },
        Text);
}
