using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Usher.Server.Options;

namespace Usher.Server.Hosting;

/// <summary>Logging as the options say: single lines on standard error, so that standard output stays for answers.</summary>
public static class ServerLogging
{
    /// <summary>Makes the loggers of a server. The caller disposes them after the server.</summary>
    public static ILoggerFactory Create(LogOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return LoggerFactory.Create(logging => logging
            .SetMinimumLevel(options.Level)
            .AddFilter("Microsoft", options.Level > LogLevel.Debug ? LogLevel.Warning : options.Level)
            // Nobody reads the scope and the activity that it would make of every request; see RequestTracer.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", options.Level > LogLevel.Debug ? LogLevel.None : options.Level)
            // Why a server did not start is thrown at the caller, who tells it in a line with its cure, not in a stack trace.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", options.Level > LogLevel.Debug ? LogLevel.None : options.Level)
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            })
            .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
    }
}
