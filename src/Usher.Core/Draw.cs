namespace Usher.Core;

/// <summary>Seats that a lease takes from one line.</summary>
/// <param name="Line">The line's id.</param>
/// <param name="Seats">1 and up. With sharing, what the lease needs; the line counts the largest of its group.</param>
public readonly record struct Draw(string Line, int Seats);
