using System.Diagnostics;
using System.Net.Sockets;
using Usher.Protocol;

namespace Usher.Bench.Datagrams;

/// <summary>Many leases, each showing life every so often, spread evenly: what a site full of clients does.</summary>
internal sealed class CrowdLoad : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);
    private const int SocketBytes = 4 * 1024 * 1024;

    private readonly KeyedLeases leases;
    private readonly TimeSpan every;
    private readonly Socket socket;
    private readonly Thread receiving;
    private long answered;
    private long refused;

    public CrowdLoad(KeyedLeases leases, TimeSpan every)
    {
        (this.leases, this.every) = (leases, every);
        socket = new Socket(leases.Server.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = SocketBytes, SendBufferSize = SocketBytes };
        socket.Connect(leases.Server);
        receiving = new Thread(Receive) { IsBackground = true };
        receiving.Start();
    }

    /// <summary>Heartbeats sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Heartbeats whose answer said that the lease is good.</summary>
    public long Answered => Interlocked.Read(ref answered);

    /// <summary>Answers that said something else.</summary>
    public long Refused => Interlocked.Read(ref refused);

    /// <summary>Shows life for so long.</summary>
    public async Task RunAsync(TimeSpan duration)
    {
        var question = new byte[WireLimits.DatagramBytes];
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Tick, TimeProvider.System);
        while (Stopwatch.GetElapsedTime(start) is var elapsed && elapsed < duration)
        {
            var due = (long)(elapsed / every * leases.Count);
            for (; Sent < due; Sent++)
            {
                leases.Ask((int)(Sent % leases.Count), question);
                socket.Send(question);
            }

            await timer.WaitForNextTickAsync();
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        receiving.Join();
    }

    private void Receive()
    {
        var answer = new byte[WireLimits.DatagramBytes];
        try
        {
            while (true)
            {
                var length = socket.Receive(answer);
                var isGood = Datagram.Read(answer.AsSpan(0, length), out var said) == DatagramFault.None && said.Standing == LeaseStanding.Good;
                Interlocked.Increment(ref isGood ? ref answered : ref refused);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The load is over.
        }
    }
}
