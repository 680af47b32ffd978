using Usher.Cli.CommandLine;

namespace Usher.Cli.Tests.CommandLine;

public sealed class SpellingTests
{
    private static readonly string[] _words = ["status", "serve", "checkout", "checkin", "who", "--server", "--vendor-key"];

    [Theory]
    [InlineData("statsu", "status")]
    [InlineData("Status", "status")]
    [InlineData("chekout", "checkout")]
    [InlineData("checkou", "checkout")]
    [InlineData("hwo", "who")]
    [InlineData("--sever", "--server")]
    [InlineData("--vendorkey", "--vendor-key")]
    public void A_slip_of_the_finger_finds_the_word(string typed, string meant) => Assert.Equal(meant, Spelling.Nearest(typed, _words));

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("x")]
    [InlineData("--json")]
    public void Another_word_finds_nothing(string typed) => Assert.Null(Spelling.Nearest(typed, _words));
}
