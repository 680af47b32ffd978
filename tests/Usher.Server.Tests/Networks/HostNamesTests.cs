using Microsoft.AspNetCore.Http;
using Usher.Server.Networks;

namespace Usher.Server.Tests.Networks;

public sealed class HostNamesTests
{
    private readonly HostNames names = new(["license1.example"], "machine");

    [Fact]
    public void A_name_that_was_right_before_makes_no_other_name_right()
    {
        Assert.True(names.Contains(new HostString("license1.example", 1455)));
        Assert.True(names.Contains(new HostString("license1.example", 1455)));

        Assert.False(names.Contains(new HostString("evil.license1.example", 1455)));
        Assert.False(names.Contains(new HostString("license1.example.evil", 1455)));
        Assert.True(names.Contains(new HostString("LICENSE1.example", 1455)));
    }

    [Fact]
    public void A_name_that_was_wrong_before_is_wrong_again()
    {
        Assert.False(names.Contains(new HostString("evil.example")));
        Assert.False(names.Contains(new HostString("evil.example")));
    }

    [Fact]
    public void A_request_without_a_name_is_for_nobody()
    {
        Assert.False(names.Contains(default));
        Assert.True(names.Contains(new HostString("machine")));
        Assert.False(names.Contains(default));
        Assert.False(names.Contains(new HostString("")));
    }
}
