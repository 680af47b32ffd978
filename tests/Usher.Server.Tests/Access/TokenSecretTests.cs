using Usher.Server.Access;

namespace Usher.Server.Tests.Access;

public sealed class TokenSecretTests
{
    [Fact]
    public void A_token_is_found_by_its_prefix_and_told_from_a_look_alike_by_its_check_bits()
    {
        var token = TokenSecret.Make(IdSource.Random);
        Assert.Matches("^usher_[0-9a-f]{72}$", token);
        Assert.True(TokenSecret.IsWellFormed(token));
        for (var at = 0; at < token.Length; at++)
            Assert.False(TokenSecret.IsWellFormed(token[..at] + (token[at] == '0' ? '1' : '0') + token[(at + 1)..]), $"changed at {at}");
    }

    [Fact]
    public void Two_tokens_differ() => Assert.NotEqual(TokenSecret.Make(IdSource.Random), TokenSecret.Make(IdSource.Random));

    [Theory]
    [InlineData("")]
    [InlineData("usher_")]
    [InlineData("usher_zz")]
    public void Other_texts_are_no_tokens(string text) => Assert.False(TokenSecret.IsWellFormed(text));
}
