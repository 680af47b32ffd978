using Usher.Cli.Servers;
using Usher.Licensing;

namespace Usher.Cli.Tests.Servers;

public sealed class KnownServersTests : IDisposable
{
    private readonly Stage _stage = new();
    private readonly ServerIdentity _one = ServerIdentity.FromSpki([1]), _other = ServerIdentity.FromSpki([2]);

    public void Dispose() => _stage.Dispose();

    private string File => _stage.At(".config/usher/known_servers");

    [Fact]
    public void The_first_meeting_is_believed_remembered_and_told()
    {
        Assert.True(Known().Accept("license1:1203", _one));

        Assert.Equal($"license1:1203 {_one}\n", System.IO.File.ReadAllText(File));
        Assert.Contains($"first meeting with the server at license1:1203; its identity {_one}", _stage.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_second_meeting_is_silent()
    {
        Known().Accept("license1:1203", _one);
        var told = _stage.Error;

        Assert.True(Known().Accept("license1:1203", _one));
        Assert.Equal(told, _stage.Error);
    }

    [Fact]
    public void A_changed_identity_is_refused_with_the_cure()
    {
        Known().Accept("license1:1203", _one);
        var known = Known();

        Assert.False(known.Accept("license1:1203", _other));

        var refusal = known.Refusal(known.Changed!);
        Assert.Equal((ExitCode.NoServer, "USH3115"), (refusal.ExitCode, refusal.Fault.Code));
        Assert.Contains(File, refusal.Fault.Hint, StringComparison.Ordinal);
        Assert.Equal($"license1:1203 {_one}\n", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Another_address_is_another_server()
    {
        Known().Accept("license1:1203", _one);

        Assert.True(Known().Accept("license1:1204", _other));
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_named()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, $"# mine\nlicense1:1203 {_one}\nlicense2 nonsense\n");

        var fault = Assert.Throws<FaultException>(() => Known().Accept("license1:1203", _one)).Fault;

        Assert.Equal("USH5021", fault.Code);
        Assert.StartsWith($"{File}:3: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_oldest_is_forgotten_above_the_limit()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllLines(File, Enumerable.Range(0, KnownServers.ServersMax).Select(i => $"license{i}:1203 {_one}"));

        Assert.True(Known().Accept("new:1203", _one));

        var lines = System.IO.File.ReadAllLines(File);
        Assert.Equal(KnownServers.ServersMax, lines.Length);
        Assert.StartsWith("license1:1203 ", lines[0], StringComparison.Ordinal);
    }

    private KnownServers Known() => new(_stage.Surroundings);
}
