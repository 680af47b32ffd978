namespace Usher.Core;

/// <summary>
/// Names one attempt to check out. The same id gets the same answer: a retry after a lost reply is answered
/// again and never granted a second time.
/// </summary>
/// <param name="Value">128 random bits, made by the client.</param>
public readonly record struct RequestId(Guid Value);
