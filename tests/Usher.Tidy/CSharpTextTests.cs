namespace Usher.Tidy;

public sealed class CSharpTextTests
{
    [Theory]
    [InlineData("a // b", "a     ")]
    [InlineData("a /* b\nc */ d", "a     \n     d")]
    [InlineData("f(\"b // c\", 1)", "f(\"      \", 1)")]
    [InlineData("f(\"\\\"b\", c)", "f(\" \" \", c)")]
    [InlineData("@\"a\\\" + b", "@\"  \" + b")]
    [InlineData("\"\"\"\na\n\"\"\" + b", "\"\"\"\n \n\"\"\" + b")]
    [InlineData("'{' + b", "    + b")]
    public void Comments_and_literals_are_blanked_and_code_is_kept(string text, string blanked) => Assert.Equal(blanked, CSharpText.Blank(text));
}
