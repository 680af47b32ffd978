using Microsoft.AspNetCore.Http;
using Usher.Server.Access;

namespace Usher.Server.Tests.Access;

public sealed class PseudonymsTests
{
    private readonly Pseudonyms names = new([1, 2, 3]);

    [Fact]
    public void The_same_person_has_the_same_pseudonym_in_either_case_and_under_another_key_another()
    {
        Assert.Matches("^person-[0-9a-f]{10}$", names.User("ada"));
        Assert.Equal(names.User("ada"), names.User("ADA"));
        Assert.NotEqual(names.User("ada"), names.User("bob"));
        Assert.NotEqual(names.User("ada"), new Pseudonyms([4]).User("ada"));
    }

    [Fact]
    public void A_user_and_a_host_of_one_name_cannot_be_matched_and_nothing_stays_nothing()
    {
        Assert.NotEqual(names.User("ada")["person-".Length..], names.Host("ada")["host-".Length..]);
        Assert.Equal("", names.Host(""));
    }

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, 1, true)]
    [InlineData(true, 2, false)]
    [InlineData(true, 3, false)]
    [InlineData(false, 1, false)]
    public void Viewers_see_pseudonyms_where_names_are_hidden(bool areHidden, int? role, bool seesPseudonym)
    {
        var context = new DefaultHttpContext();
        if (role is { } has)
            context.Features.Set(new Actor("test", (Role)has));
        Assert.Equal(seesPseudonym, new PeopleNames([1], areHidden).For(context).User("ada") != "ada");
    }
}
