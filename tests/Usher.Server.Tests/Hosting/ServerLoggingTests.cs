using Microsoft.Extensions.Logging;
using Usher.Server.Hosting;

namespace Usher.Server.Tests.Hosting;

public sealed class ServerLoggingTests
{
    private const string RequestsOfTheFramework = "Microsoft.AspNetCore.Hosting.Diagnostics";

    [Theory]
    [InlineData(LogLevel.Information)]
    [InlineData(LogLevel.Warning)]
    public void The_framework_makes_nothing_of_each_request_that_nobody_reads(LogLevel level)
    {
        using var loggers = ServerLogging.Create(new() { Level = level });

        // Any level that is enabled there, even one that is never written, costs an activity and a scope per request.
        Assert.False(loggers.CreateLogger(RequestsOfTheFramework).IsEnabled(LogLevel.Critical));
        Assert.True(loggers.CreateLogger("Microsoft.AspNetCore.Server.Kestrel").IsEnabled(LogLevel.Warning));
    }

    [Fact]
    public void Who_asks_for_more_reads_them()
    {
        using var loggers = ServerLogging.Create(new() { Level = LogLevel.Debug });

        Assert.True(loggers.CreateLogger(RequestsOfTheFramework).IsEnabled(LogLevel.Debug));
    }
}
