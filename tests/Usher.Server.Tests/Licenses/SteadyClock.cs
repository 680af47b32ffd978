using Usher.Server.Time;

namespace Usher.Server.Tests.Licenses;

/// <summary>A clock that stands where it is put.</summary>
internal sealed class SteadyClock : IServerClock
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    public ServerFault? Fault { get; set; }
}
