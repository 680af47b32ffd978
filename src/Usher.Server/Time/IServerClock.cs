namespace Usher.Server.Time;

/// <summary>The time that decisions are made in: UTC, never runs backwards while the server runs.</summary>
internal interface IServerClock
{
    /// <summary>Now, by the journal's clock.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Why nothing is granted: the machine's clock was set back. Null: all is well.</summary>
    ServerFault? Fault { get; }
}
