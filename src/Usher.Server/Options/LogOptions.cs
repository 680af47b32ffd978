using Microsoft.Extensions.Logging;

namespace Usher.Server.Options;

/// <summary>What is logged, on standard error. Section "Log".</summary>
public sealed record LogOptions
{
    /// <summary>The least severe message: trace, debug, information, warning, error, critical or none. Default information.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;
}
