using Usher.Server.Identity;

namespace Usher.Server.Tests.Identity;

public sealed class PeerUserTests
{
    [Fact]
    public void The_owner_and_root_may_administer_and_nobody_else()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "users have no numbers on Windows");
        var own = PeerUser.Own;
        Assert.NotNull(own);
        Assert.True(PeerUser.IsOwner(own));
        Assert.True(PeerUser.IsOwner(PeerUser.Root));
        Assert.False(PeerUser.IsOwner(own + 1));
        Assert.False(PeerUser.IsOwner(null));
    }
}
