using Usher.Server.Metrics.Otlp;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Metrics;

public sealed class OtlpHeadersTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_has_a_header_in_each_line()
    {
        var headers = await ReadAsync("# the collector's\n\nAuthorization: Bearer a:b\r\n  X-Scope :  usher  \n");

        Assert.Equal([new("Authorization", "Bearer a:b"), new("X-Scope", "usher")], headers);
    }

    [Theory]
    [InlineData("secret")]
    [InlineData(": secret")]
    [InlineData("X Y: secret")]
    [InlineData("X: sec\u0001ret")]
    [InlineData("X: s\u00E9cret")]
    [InlineData("Host: secret")]
    [InlineData("Content-Length: secret")]
    public async Task Anything_else_is_a_fault_that_tells_the_line_and_not_what_is_in_it(string line)
    {
        var error = await Assert.ThrowsAsync<IOException>(() => ReadAsync($"A: b\n{line}"));

        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("cret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OtlpHeaders.CountMax, true)]
    [InlineData(OtlpHeaders.CountMax + 1, false)]
    public async Task There_is_a_limit_to_their_number(int count, bool isFine)
    {
        var text = string.Join('\n', Enumerable.Range(0, count).Select(number => $"X-{number}: v"));
        if (isFine)
            Assert.Equal(count, (await ReadAsync(text)).Count);
        else
            await Assert.ThrowsAsync<IOException>(() => ReadAsync(text));
    }

    [Theory]
    [InlineData(OtlpHeaders.BytesMax, true)]
    [InlineData(OtlpHeaders.BytesMax + 1, false)]
    public async Task There_is_a_limit_to_the_file(int bytes, bool isFine)
    {
        var text = "A: b\n".PadRight(bytes, '\n');
        if (isFine)
            Assert.Single(await ReadAsync(text));
        else
            await Assert.ThrowsAsync<IOException>(() => ReadAsync(text));
    }

    [Fact]
    public async Task A_server_does_not_start_without_the_file_that_it_is_told_to_use()
    {
        var options = RunningUsher.Options(folder["data"]);

        var error = await Assert.ThrowsAsync<ServerStartException>(
            () => RunningUsher.StartAsync(options with { Otlp = new() { Endpoint = "http://127.0.0.1:9", HeadersFile = folder["none"] } }));

        Assert.Equal(ServerCodes.FileUnreadable, Assert.Single(error.Faults).Code);
    }

    private async Task<IReadOnlyList<KeyValuePair<string, string>>> ReadAsync(string text)
    {
        await File.WriteAllTextAsync(folder["headers"], text);
        return await OtlpHeaders.ReadAsync(folder["headers"], CancellationToken.None);
    }
}
