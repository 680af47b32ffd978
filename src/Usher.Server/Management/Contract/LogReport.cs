namespace Usher.Server.Management.Contract;

/// <summary>What a check of the usage log found: <c>POST /api/v1/log/verify</c>.</summary>
/// <param name="Holds">Whether every chain holds.</param>
/// <param name="Streams">In order of name.</param>
public sealed record LogReport(bool Holds, IReadOnlyList<StreamReport> Streams);

/// <summary>What was found in one stream.</summary>
/// <param name="Stream"><c>server</c>, or <c>pool/VENDOR/FEATURE</c>.</param>
/// <param name="Entries">Entries that were read.</param>
/// <param name="Events">Events in them.</param>
/// <param name="Head">The chain's last good hash, 64 hex digits: keep it elsewhere, and a shortened log shows.</param>
/// <param name="Fault">What is wrong at the first bad entry; null: nothing.</param>
public sealed record StreamReport(string Stream, long Entries, long Events, string Head, string? Fault);
