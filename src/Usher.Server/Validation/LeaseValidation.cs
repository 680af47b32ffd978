using System.Collections.Immutable;
using System.Net;
using Usher.Core;
using Usher.Server.Lanes;
using Usher.Server.Time;

namespace Usher.Server.Validation;

/// <summary>What 1203/udp and the sessions of 1203/tcp share: who lives by datagrams, with which key, asked where.</summary>
internal sealed class LeaseValidation
{
    private ImmutableDictionary<IPAddress, int> ports = ImmutableDictionary<IPAddress, int>.Empty;

    /// <param name="secret">Where the keys come from.</param>
    /// <param name="settings">Times and limits.</param>
    /// <param name="clock">The time that life is noted in.</param>
    /// <param name="time">The machine's monotonic clock.</param>
    /// <param name="ids">Names this run of the server.</param>
    public LeaseValidation(byte[] secret, ValidationSettings settings, IServerClock clock, TimeProvider time, IdSource ids)
    {
        (Keys, Settings, Clock) = (new LeaseKeys(secret), settings, clock);
        Book = new ValidationBook(clock, time);
        Boot = (ulong)ValidationBook.IdOf(new LeaseId(ids.Next())) | 1;
    }

    /// <summary>Where it counts. Default: for nobody.</summary>
    public ValidationMetrics Metrics { get; init; } = ValidationMetrics.Unread;

    /// <summary>Who lives by datagrams.</summary>
    public ValidationBook Book { get; }

    /// <summary>The keys of all leases.</summary>
    public LeaseKeys Keys { get; }

    /// <summary>Times and limits.</summary>
    public ValidationSettings Settings { get; }

    /// <summary>The time that life is noted in.</summary>
    public IServerClock Clock { get; }

    /// <summary>This run of the server; never 0. Questions for another one have no effect, so an old one cannot be used again.</summary>
    public ulong Boot { get; }

    /// <summary>It listens there, from now on.</summary>
    public void ListenAt(IEnumerable<IPEndPoint> bound) =>
        Volatile.Write(ref ports, bound.ToImmutableDictionary(endpoint => endpoint.Address, endpoint => endpoint.Port));

    /// <summary>The UDP port to use beside a connection; 0 when there is none.</summary>
    /// <param name="local">The server's end of the connection; null when it is none of the network.</param>
    public int PortBeside(EndPoint? local)
    {
        var known = Volatile.Read(ref ports);
        if (local is IPEndPoint { Address: var address } && known.TryGetValue(Plain(address), out var port))
            return port;
        // A socket on all addresses takes this one too.
        return known.Values.FirstOrDefault();
    }

    /// <summary>What a client needs to show life of a lease by datagrams; from now on they count.</summary>
    public Protocol.Validation HandOver(HeldLease held, EndPoint? local)
    {
        var lease = ValidationBook.IdOf(held.Lease);
        var cell = Book.Note(lease, held.Presence!, held.Ttl);
        var key = Keys.Of(lease);
        return new Protocol.Validation
        {
            Port = (uint)PortBeside(local),
            Key = Google.Protobuf.ByteString.CopyFrom(key),
            Boot = Boot,
            Counter = cell.Counter,
            HeartbeatSeconds = (uint)Settings.HeartbeatEvery.TotalSeconds,
            Connectionless = held.Connectionless,
        };
    }

    /// <summary>The lease's client was told another life.</summary>
    public void Renewed(LeaseId lease, TimeSpan told)
    {
        if (Book.TryFind(ValidationBook.IdOf(lease), out var cell))
            cell.Tell(told);
    }

    /// <summary>The connection that held the lease is gone. One that needs none is kept alive by datagrams all the same.</summary>
    public void LetGo(HeldLease held)
    {
        if (!held.Connectionless)
            Book.Remove(ValidationBook.IdOf(held.Lease));
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
