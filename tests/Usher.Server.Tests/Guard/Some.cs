using System.Net;
using Usher.Ports;
using Usher.Server.Guard;

namespace Usher.Server.Tests.Guard;

/// <summary>Listeners and reports as the tests need them.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static Listener Listener(string endpoint, string process = "lmgrd", int pid = 100) => new()
    {
        Transport = Transport.Tcp,
        Address = IPEndPoint.Parse(endpoint).Address,
        Port = (ushort)IPEndPoint.Parse(endpoint).Port,
        SocketId = pid,
        Owners = [new(pid, process) { User = "flex", Executable = $"/opt/{process}" }],
    };

    public static PortReport Report(string endpoint = "127.0.0.1:27000", Verdict verdict = Verdict.Unexpected, DateTimeOffset? at = null) =>
        new(at ?? Noon, "appeared", new Judgement(Listener(endpoint), verdict, "why") { Hint = "what to do" }, Before: null);

    public static (PortChange, Judgement) Appeared(Verdict verdict, string endpoint = "127.0.0.1:27000") =>
        (new PortChange.Appeared(Noon, Listener(endpoint)), new Judgement(Listener(endpoint), verdict, "why"));
}
