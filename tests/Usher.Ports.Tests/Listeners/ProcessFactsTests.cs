using System.Text;
using Usher.Ports.Linux;

namespace Usher.Ports.Tests;

public sealed class ProcessFactsTests
{
    private const string Stat = "42 (a (b) c) S 7 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 123456 1 2 3 4 5";
    private const string Id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Fact]
    public void A_process_name_may_hold_blanks_and_brackets()
    {
        Assert.True(ProcessStat.TryParse(Stat, out var stat));
        Assert.Equal(new ProcessStat("a (b) c", 7, 123456), stat);
    }

    [Theory]
    [InlineData("0::/system.slice/cups.service", "cups.service", null)]
    [InlineData("0::/user.slice/user-1000.slice/user@1000.service/app.slice/app-x.service", "app-x.service", null)]
    [InlineData("9:name=systemd:/system.slice/flex.service\n8:pids:/system.slice/other.service", "flex.service", null)]
    [InlineData("0::/system.slice/docker-" + Id + ".scope", null, "docker 0123456789ab")]
    [InlineData("4:memory:/docker/" + Id, null, "docker 0123456789ab")]
    [InlineData("0::/machine.slice/libpod-" + Id + ".scope/container", null, "podman 0123456789ab")]
    [InlineData("0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-" + Id + ".scope", null, "containerd 0123456789ab")]
    [InlineData("4:memory:/kubepods/burstable/pod12/" + Id, null, "kubernetes 0123456789ab")]
    [InlineData("0::/user.slice/session-2.scope", null, null)]
    [InlineData("0::/", null, null)]
    public void A_control_group_tells_the_service_and_the_container(string text, string? service, string? container) =>
        Assert.Equal(new Cgroup(service, container), Cgroup.Parse(text));

    [Theory]
    [InlineData("socket:[123]", 123u)]
    [InlineData("socket:[4294967295]", 4294967295u)]
    [InlineData("socket:[4294967296]", null)]
    [InlineData("socket:[]", null)]
    [InlineData("socket:[", null)]
    [InlineData("pipe:[123]", null)]
    [InlineData("/dev/null", null)]
    public void A_descriptor_is_a_socket_if_its_link_says_so(string link, uint? inode) =>
        Assert.Equal(inode, SocketHolders.TryParse(Encoding.UTF8.GetBytes(link), out var found) ? found : null);

    [Fact]
    public void A_user_without_a_name_is_a_number()
    {
        var users = UserNames.Parse("root:x:0:0:root:/root:/bin/sh\nbroken\nalso:x:notanumber:\n");
        Assert.Equal("root", users.NameOf(0));
        Assert.Equal("1234", users.NameOf(1234));
    }

    [Theory]
    [InlineData("lmgrd", "/opt/lmgrd", "LMGRD", true)]
    [InlineData("lmgrd.exe", null, "lmgrd", true)]
    [InlineData("python3", "/opt/lmgrd", "lmgrd", true)]
    [InlineData("turbofloatserve", null, "turbofloatserver", true)]
    [InlineData("lmgr", null, "lmgrd", false)]
    [InlineData("lmgrd2", null, "lmgrd", false)]
    public void A_process_is_known_by_its_name_or_its_executable(string process, string? executable, string name, bool isNamed) =>
        Assert.Equal(isNamed, new SocketOwner(1, process) { Executable = executable }.IsNamed(name));

    [Fact]
    public void Any_text_can_be_read_as_facts_about_a_process() => AnyText.Survives(
        text =>
        {
            _ = ProcessStat.TryParse(text, out _);
            _ = Cgroup.Parse(text);
            _ = SocketHolders.TryParse(Encoding.UTF8.GetBytes(text), out _);
            _ = UserNames.Parse(text).NameOf(0);
            _ = ProcessFacts.Uid(text);
            _ = ProcessFacts.BootTime(text);
        },
        Stat, "4:memory:/docker/" + Id, "socket:[123]", "root:x:0:0:", "Uid:\t0\t0\t0\t0", "btime 1700000000");
}
