using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Usher.Protocol;
using Usher.Server.Validation;

namespace Usher.Server.Tests.Validation;

/// <summary>What is received together and answered together, with and without the calls of Linux for that.</summary>
public sealed class BatchTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Socket server = DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly List<Socket> clients = [];

    public static TheoryData<bool> Kinds => OperatingSystem.IsLinux() ? [true, false] : [false];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(LinuxBatch.CountMax, LinuxBatch.CountMax)]
    [InlineData(LinuxBatch.CountMax + 1, LinuxBatch.CountMax)]
    public void What_is_there_is_taken_together_up_to_the_limit(int sent, int taken)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "recvmmsg");
        var (batch, client) = (new LinuxBatch(server), Client());
        for (var datagram = 0; datagram < sent; datagram++)
            client.Send([(byte)datagram]);

        Assert.Equal(taken, batch.Receive());
        for (var datagram = 0; datagram < taken; datagram++)
            Assert.Equal([(byte)datagram], batch.QuestionAt(datagram));
        if (sent == taken)
            return;
        Assert.Equal(sent - taken, batch.Receive());
        Assert.Equal([(byte)taken], batch.QuestionAt(0));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_answer_goes_to_whoever_asked_and_only_what_is_answered_is_sent(bool isLinux)
    {
        var batch = Batch(isLinux);
        var (ada, bob, eve) = (Client(), Client(), Client());
        ada.Send([1]);
        eve.Send([2]);
        bob.Send([3, 3]);
        ada.Send([4]);

        Serve(batch, 4, answers: question => question[0] != 2);

        Assert.Equal([1, 4], Answers(ada));
        Assert.Equal([3], Answers(bob));
        Assert.Empty(Answers(eve));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_batch_says_nothing_of_the_one_before(bool isLinux)
    {
        var (batch, client) = (Batch(isLinux), Client());
        for (byte round = 1; round <= 3; round++)
        {
            client.Send(new byte[round]);
            client.Send([round]);
            Serve(batch, 2, answers: question => question[0] == round);
            Assert.Equal([round], Answers(client));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_longer_than_a_question_is_told_apart_from_one(bool isLinux)
    {
        var (batch, client) = (Batch(isLinux), Client());
        foreach (var length in (int[])[0, WireLimits.DatagramBytes, WireLimits.DatagramBytes + 1, 1200])
        {
            client.Send(new byte[length]);
            Assert.Equal(1, Receive(batch));
            Assert.Equal(Math.Min(length, WireLimits.DatagramBytes + 1), batch.QuestionAt(0).Length);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_answer_that_the_system_does_not_take_is_counted_and_the_others_go_out(bool isLinux)
    {
        var (batch, client) = (Batch(isLinux), Client());
        foreach (var question in (byte[])[1, 2, 3, 2, 4])
            client.Send([question]);

        var refused = Serve(batch, 5, answers: _ => true, pretend: (question, source) =>
        {
            // As if it came from everybody, whom no socket may answer that was not told to.
            if (question[0] == 2)
                MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(source), source.Length).Slice(4, 4).Fill(255);
        });

        Assert.Equal(2, refused);
        Assert.Equal([1, 3, 4], Answers(client));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Closing_the_socket_ends_the_wait(bool isLinux)
    {
        var batch = Batch(isLinux);
        var waiting = Task.Factory.StartNew(
            () => Record.Exception(() => batch.Receive()), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        server.Dispose();

        await waiting.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Throws<ObjectDisposedException>(() => batch.Receive());
    }

    [Fact]
    public void Linux_has_the_two_calls() => Assert.Equal(OperatingSystem.IsLinux(), LinuxBatch.IsThere(server));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_is_allocated_for_a_datagram(bool isLinux)
    {
        var (batch, client) = (Batch(isLinux), Client());
        var before = 0L;
        for (var round = 0; round < 200; round++)
        {
            if (round == 100)
                before = GC.GetAllocatedBytesForCurrentThread();
            client.Send([1]);
            batch.Receive();
            batch.SourceAt(0).CopyTo(batch.AnswerAt(0));
            batch.Answer(0);
            batch.Send();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    public void Dispose()
    {
        server.Dispose();
        clients.ForEach(client => client.Dispose());
    }

    private delegate void Pretend(ReadOnlySpan<byte> question, ReadOnlySpan<byte> source);

    private delegate bool Choose(ReadOnlySpan<byte> question);

    /// <summary>Takes so many questions and answers some of them, each with its own first byte. Returns how many answers were refused.</summary>
    private int Serve(IDatagramBatch batch, int count, Choose answers, Pretend? pretend = null)
    {
        var (left, refused) = (count, 0);
        while (left > 0)
        {
            var received = Receive(batch);
            for (var index = 0; index < received; index++)
            {
                var question = batch.QuestionAt(index);
                pretend?.Invoke(question, batch.SourceAt(index));
                if (!answers(question))
                    continue;
                batch.AnswerAt(index).Fill(question[0]);
                batch.Answer(index);
            }

            refused += batch.Send();
            left -= received;
        }

        Assert.Equal(0, left);
        Assert.Equal(0, server.Available);
        return refused;
    }

    /// <summary>Sending on loopback has delivered when it returns, so there is something.</summary>
    private int Receive(IDatagramBatch batch)
    {
        Assert.True(server.Poll(Patience, SelectMode.SelectRead));
        return batch.Receive();
    }

    private static List<int> Answers(Socket client)
    {
        var (answers, bytes) = (new List<int>(), new byte[WireLimits.DatagramBytes + 1]);
        while (client.Available > 0)
        {
            Assert.Equal(WireLimits.DatagramBytes, client.Receive(bytes));
            Assert.All(bytes[..^1], one => Assert.Equal(bytes[0], one));
            answers.Add(bytes[0]);
        }

        return answers;
    }

    private IDatagramBatch Batch(bool isLinux) => isLinux ? new LinuxBatch(server) : new SocketBatch(server);

    private Socket Client()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        clients.Add(client);
        client.Connect(server.LocalEndPoint!);
        return client;
    }
}
