using Usher.Protocol;

namespace Usher.Client.Net;

/// <summary>What the server said, and when it was asked.</summary>
/// <param name="Message">The answer.</param>
/// <param name="SentAt">Timestamp from just before the request was handed over; a lease counts from here.</param>
internal readonly record struct Answer(ServerMessage Message, long SentAt);
