namespace Usher.Server.Time;

/// <summary>The time that decisions are made in: UTC, never runs backwards while the server runs.</summary>
internal interface IServerClock
{
    /// <summary>Now, by the journal's clock.</summary>
    DateTimeOffset Now { get; }

    /// <summary>
    /// Now, with how often the clock leapt forward before it. A lane that sees the count change gives every live lease
    /// its full life again, and puts off those that live by their time alone, before it judges any by the new time.
    /// </summary>
    ClockReading Read() => new(Now, 0);

    /// <summary>Why nothing is granted: the machine's clock was set back, or the server was restored just now. Null: all is well.</summary>
    ServerFault? Fault { get; }
}
