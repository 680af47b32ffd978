using Usher.Cli.Quickstart;

namespace Usher.Cli.Tests.Quickstart;

public sealed class OwnNameTests : IDisposable
{
    private readonly Stage _stage = new();
    private readonly string _executable;

    public OwnNameTests()
    {
        Directory.CreateDirectory(_stage.At("build-7"));
        _executable = _stage.At("build-7/usher");
        File.WriteAllText(_executable, "");
    }

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void An_executable_that_PATH_leads_to_is_called_by_its_name()
    {
        Assert.Equal("usher", Name($"/nowhere:{_stage.At("build-7")}"));

        Directory.CreateSymbolicLink(_stage.At("newest"), _stage.At("build-7"));
        Assert.Equal("usher", Name(_stage.At("newest")));

        Directory.CreateDirectory(_stage.At("bin"));
        File.CreateSymbolicLink(_stage.At("bin/usher"), _executable);
        Assert.Equal("usher", Name(_stage.At("bin")));
    }

    [Fact]
    public void Any_other_executable_is_called_by_its_path() => Assert.Equal(_executable, Name("/usr/bin"));

    [Fact]
    public void A_script_that_people_call_says_so()
    {
        _stage.Variables["USHER_COMMAND"] = "./usher";

        Assert.Equal("./usher", Name("/usr/bin"));
    }

    [Theory]
    [InlineData("/a/b", "/a/b")]
    [InlineData("a b", "'a b'")]
    [InlineData("", "''")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("$HOME", "'$HOME'")]
    public void A_word_of_a_line_to_copy_is_what_it_says(string text, string word) => Assert.Equal(word, ShellWord.Of(text));

    private string Name(string path)
    {
        _stage.Variables["PATH"] = path;
        return OwnName.Of(_executable, _stage.Surroundings);
    }
}
