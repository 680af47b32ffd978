using System.Text.Json;

namespace Usher.Server.Management.Contract;

/// <summary>What was done to the server: <c>GET /api/v1/audit</c>.</summary>
/// <param name="Entries">The last first.</param>
/// <param name="Next">Ask again with <c>after</c> set to this for the next page; null: this is the last.</param>
public sealed record AuditPage(IReadOnlyList<AuditRow> Entries, string? Next);

/// <summary>One entry of the stream <c>server</c> of the hash-chained log.</summary>
/// <param name="Sequence">Its number in the stream.</param>
/// <param name="At">When.</param>
/// <param name="Type">What, such as <c>license-added</c>.</param>
/// <param name="By">Who; empty: the server itself.</param>
/// <param name="Details">What else the entry says, as in docs/api.md. Neither license texts nor anything secret.</param>
/// <param name="Hash">The chain's hash of the entry, 64 hex digits.</param>
public sealed record AuditRow(long Sequence, DateTimeOffset At, string Type, string By, JsonElement Details, string Hash);
