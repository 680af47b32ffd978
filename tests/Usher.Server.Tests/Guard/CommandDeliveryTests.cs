using Usher.Server.Guard;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Lanes;

namespace Usher.Server.Tests.Guard;

public sealed class CommandDeliveryTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_command_gets_the_notice_on_its_input_and_its_arguments_as_they_are_written()
    {
        Shell("cat > \"$1\"; echo noise; echo noise >&2");
        var odd = _folder["a file; $HOME"];
        await new CommandDelivery(["/bin/sh", _folder["script"], odd], _clock).DeliverAsync("{\"a\":1}"u8.ToArray(), Cancellation);
        Assert.Equal("{\"a\":1}", await File.ReadAllTextAsync(odd, Cancellation));
    }

    [Fact]
    public async Task A_command_that_does_not_read_is_judged_by_its_exit_code()
    {
        Shell("exec <&-; exit 0");
        await new CommandDelivery(["/bin/sh", _folder["script"]], _clock).DeliverAsync(new byte[1_000_000], Cancellation);
        Shell("exit 3");
        var error = await Assert.ThrowsAsync<DeliveryException>(() => new CommandDelivery(["/bin/sh", _folder["script"]], _clock).DeliverAsync(new byte[1], Cancellation));
        Assert.EndsWith("exit code 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_takes_too_long_is_killed()
    {
        Shell("exec sleep 600");
        var delivering = new CommandDelivery(["/bin/sh", _folder["script"]], _clock).DeliverAsync("{}"u8.ToArray(), Cancellation);
        await _clock.PassAsync(CommandDelivery.RunMax);
        Assert.EndsWith("was killed", (await Assert.ThrowsAsync<DeliveryException>(() => delivering)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_is_not_there_is_a_failure_and_no_more() => Assert.Contains(
        "cannot be run",
        (await Assert.ThrowsAsync<DeliveryException>(() => new CommandDelivery([_folder["nothing"]], _clock).DeliverAsync("{}"u8.ToArray(), Cancellation))).Message,
        StringComparison.Ordinal);

    private void Shell(string script) => File.WriteAllText(_folder["script"], script);
}
