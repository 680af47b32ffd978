using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Server.Access;
using Usher.Server.Management;

namespace Usher.Server.Tests.Access;

public sealed class RoleGateTests
{
    private int passed;

    public static IEnumerable<TheoryDataRow<int, int>> Pairs() =>
        from has in Enum.GetValues<Role>() from needs in Enum.GetValues<Role>() select new TheoryDataRow<int, int>((int)has, (int)needs);

    [Fact]
    public async Task A_route_that_names_no_role_is_closed_to_everybody()
    {
        var refused = await Assert.ThrowsAsync<AdminException>(() => AskAsync(Role.Administrator));

        Assert.Equal(403, refused.Status);
        Assert.Equal(0, passed);
    }

    [Fact]
    public async Task A_route_for_a_role_is_closed_to_the_unknown()
    {
        var refused = await Assert.ThrowsAsync<AdminException>(() => AskAsync(null, new RequiredRole(Role.Viewer)));

        Assert.Equal((401, ServerCodes.NotAuthenticated), (refused.Status, refused.Faults[0].Code));
        Assert.Equal(0, passed);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_role_may_what_the_roles_below_it_may_and_no_more(int hasRole, int needsRole)
    {
        var (has, needs) = ((Role)hasRole, (Role)needsRole);
        var refused = await Record.ExceptionAsync(() => AskAsync(has, new RequiredRole(needs)));

        if (has >= needs)
            Assert.Null(refused);
        else
            Assert.Equal(ServerCodes.RoleTooLow, Assert.IsType<AdminException>(refused).Faults[0].Code);
        Assert.Equal(has >= needs ? 1 : 0, passed);
    }

    [Fact]
    public async Task A_route_for_anybody_asks_for_no_name()
    {
        await AskAsync(null, new RequiredRole(Role: null));

        Assert.Equal(1, passed);
    }

    private Task AskAsync(Role? has, params object[] metadata)
    {
        var context = new DefaultHttpContext();
        context.SetEndpoint(new RouteEndpoint(Pass, RoutePatternFactory.Parse("/"), 0, new EndpointMetadataCollection(metadata), "route"));
        if (has is { } role)
            context.Features.Set(new Actor("test", role));
        return new RoleGate(Pass, NullLogger<RoleGate>.Instance).InvokeAsync(context);
    }

    private Task Pass(HttpContext context)
    {
        passed++;
        return Task.CompletedTask;
    }
}
