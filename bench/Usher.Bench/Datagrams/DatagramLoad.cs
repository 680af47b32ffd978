using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Usher.Protocol;

namespace Usher.Bench.Datagrams;

/// <summary>
/// A closed loop over UDP: so many datagrams in flight from one socket and one thread; an answer sends the next. The
/// questions are sealed before, so that the server is the limit and not the generator.
/// </summary>
internal static class DatagramLoad
{
    private const int InFlight = 64;
    private const int AnswerMsMax = 100;
    private const int SocketBytes = 4 * 1024 * 1024;

    /// <param name="PerSecond">Answers a second.</param>
    /// <param name="Lost">Questions without an answer.</param>
    /// <param name="ServerCores">Cores the server used.</param>
    /// <param name="ServerBytes">Its resident memory at the end.</param>
    public sealed record Result(double PerSecond, long Lost, double ServerCores, long ServerBytes)
    {
        /// <summary>Processor time of the server for one datagram, in microseconds; other work on the machine changes it less than the rate.</summary>
        public double ServerMicroseconds => ServerCores / PerSecond * 1e6;
    }

    /// <param name="server">Where to ask.</param>
    /// <param name="processId">Whose CPU is counted.</param>
    /// <param name="questions">One after the other; enough for the time.</param>
    /// <param name="warmUp">Unmeasured.</param>
    /// <param name="duration">Measured.</param>
    /// <param name="isAnswer">Whether what came back is what was asked for.</param>
    public static Result Run(
        IPEndPoint server, int processId, byte[] questions, TimeSpan warmUp, TimeSpan duration, Func<ReadOnlyMemory<byte>, bool> isAnswer)
    {
        using var process = Process.GetProcessById(processId);
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveTimeout = AnswerMsMax, ReceiveBufferSize = SocketBytes, SendBufferSize = SocketBytes,
        };
        socket.Connect(server);
        var loop = new Loop(socket, questions, isAnswer);
        loop.RunFor(warmUp);
        var (cpu, answers) = (process.TotalProcessorTime, loop.Answers);
        var elapsed = loop.RunFor(duration);
        process.Refresh();
        return new Result((loop.Answers - answers) / elapsed.TotalSeconds, loop.Lost, (process.TotalProcessorTime - cpu) / elapsed, process.WorkingSet64);
    }

    private sealed class Loop(Socket socket, byte[] questions, Func<ReadOnlyMemory<byte>, bool> isAnswer)
    {
        private readonly byte[] answer = new byte[WireLimits.DatagramBytes];
        private int at;
        private int waiting;

        public long Answers { get; private set; }

        public long Lost { get; private set; }

        public TimeSpan RunFor(TimeSpan time)
        {
            var start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start) < time && at < questions.Length)
            {
                while (waiting < InFlight && at < questions.Length)
                    Send();
                Receive();
            }

            return Stopwatch.GetElapsedTime(start);
        }

        private void Send()
        {
            socket.Send(questions.AsSpan(at, WireLimits.DatagramBytes));
            at += WireLimits.DatagramBytes;
            waiting++;
        }

        private void Receive()
        {
            try
            {
                var length = socket.Receive(answer);
                if (length != answer.Length || !isAnswer(answer))
                    throw new InvalidDataException("a datagram came back that is not the answer to what was asked");
                Answers++;
                waiting--;
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
            {
                Lost += waiting;
                waiting = 0;
            }
        }
    }
}
