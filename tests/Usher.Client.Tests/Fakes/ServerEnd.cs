using System.IO.Pipelines;
using Usher.Protocol;

namespace Usher.Client.Tests.Fakes;

/// <summary>The server's end of one connection, played by the test.</summary>
internal sealed class ServerEnd(Stream stream)
{
    private readonly PipeReader _input = PipeReader.Create(stream);
    private readonly PipeWriter _output = PipeWriter.Create(stream);

    /// <summary>The client ended the connection with a reset; known once its bytes have ended.</summary>
    internal bool WasReset { get; set; }

    /// <summary>The next message, of whatever kind.</summary>
    internal async Task<ClientMessage> ReceiveAsync()
    {
        while (true)
        {
            var read = await _input.ReadAsync().Soon();
            var unread = read.Buffer;
            if (Frame.TryRead(ref unread, WireLimits.ClientMessageBytesMax, out var body))
            {
                var message = ClientMessage.Parser.ParseFrom(body);
                _input.AdvanceTo(unread.Start);
                return message;
            }
            Assert.False(read.IsCompleted, "the client closed the connection");
            _input.AdvanceTo(unread.Start, unread.End);
        }
    }

    /// <summary>The next message, which must be of this kind.</summary>
    internal async Task<ClientMessage> ReceiveAsync(ClientMessage.BodyOneofCase kind)
    {
        var message = await ReceiveAsync();
        Assert.Equal(kind, message.BodyCase);
        return message;
    }

    /// <summary>Reads until the client closes; whatever still came.</summary>
    internal async Task<List<ClientMessage>> ReceiveToEndAsync()
    {
        var messages = new List<ClientMessage>();
        while (true)
        {
            var read = await _input.ReadAsync().Soon();
            var unread = read.Buffer;
            while (Frame.TryRead(ref unread, WireLimits.ClientMessageBytesMax, out var body))
                messages.Add(ClientMessage.Parser.ParseFrom(body));
            _input.AdvanceTo(unread.Start, unread.End);
            if (read.IsCompleted)
                return messages;
        }
    }

    internal async Task SendAsync(params ServerMessage[] messages)
    {
        foreach (var message in messages)
            Frame.Write(_output, message);
        await _output.FlushAsync();
    }

    internal async Task SendBytesAsync(params byte[] bytes) => await _output.WriteAsync(bytes);

    internal void Close() => stream.Dispose();
}
