namespace Usher.Journal.History;

/// <summary>The most seats at any instant. Those of the states need not have been at the same instant.</summary>
/// <param name="Used">Held by anybody: active, lingering and overdraft together.</param>
/// <param name="Active">Held by a client that shows signs of life, overdraft not included.</param>
/// <param name="Lingering">Held for a client whose connection ended.</param>
/// <param name="Overdraft">Held above the count.</param>
/// <param name="Queued">Wanted by requests that waited.</param>
public readonly record struct UsagePeaks(long Used, long Active, long Lingering, long Overdraft, long Queued);
