namespace Usher.Cli.Output;

/// <summary>What 'checkin --json' prints.</summary>
internal sealed record CheckInJson(string Lease, bool Returned);
