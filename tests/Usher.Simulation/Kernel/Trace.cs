using System.Globalization;

namespace Usher.Simulation.Kernel;

/// <summary>What happened, in order: the last of it in words, all of it as a hash, so that two runs can be compared.</summary>
internal sealed class Trace(Agenda agenda, int linesKept)
{
    private const ulong Prime = 0x100000001B3;
    private readonly Queue<(TimeSpan At, string Who, Func<string> What)> last = new();

    /// <summary>FNV-1a of everything that was noted.</summary>
    public ulong Hash { get; private set; } = 0xCBF29CE484222325;

    public void Note(string who, string what)
    {
        Mix(agenda.Now.Ticks);
        Mix(who);
        Mix(what);
        Keep(who, () => what);
    }

    /// <summary>Notes bytes; they are put into words only if somebody reads the trace.</summary>
    public void Note(string who, ReadOnlyMemory<byte> bytes, Func<string> words)
    {
        Mix(agenda.Now.Ticks);
        Mix(who);
        foreach (var value in bytes.Span)
            Hash = (Hash ^ value) * Prime;
        Keep(who, words);
    }

    /// <summary>The last lines, oldest first.</summary>
    public IEnumerable<string> Lines() => last.Select(line =>
        string.Create(CultureInfo.InvariantCulture, $"{line.At.TotalSeconds,10:0.000} {line.Who,-14} {line.What()}"));

    private void Keep(string who, Func<string> what)
    {
        last.Enqueue((agenda.Now, who, what));
        if (last.Count > linesKept)
            last.Dequeue();
    }

    private void Mix(string text)
    {
        foreach (var letter in text)
            Hash = (Hash ^ letter) * Prime;
    }

    private void Mix(long number)
    {
        for (var shift = 0; shift < 64; shift += 8)
            Hash = (Hash ^ (byte)(number >> shift)) * Prime;
    }
}
