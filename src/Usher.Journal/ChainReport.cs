namespace Usher.Journal;

/// <summary>What a check of the hash chain found in one stream.</summary>
/// <param name="Stream">Which.</param>
/// <param name="Entries">Entries that were read.</param>
/// <param name="Events">Events in them.</param>
/// <param name="Hash">The chain's last good hash.</param>
/// <param name="Fault">What is wrong at the first bad entry, with its sequence number; null: the chain holds.</param>
public sealed record ChainReport(StreamId Stream, long Entries, long Events, ReadOnlyMemory<byte> Hash, string? Fault);
