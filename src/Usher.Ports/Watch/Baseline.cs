namespace Usher.Ports;

/// <summary>
/// Listeners that an administrator has accepted: the watch is quiet about them. A text file with a line each,
/// <c>transport address:port user program</c>; empty lines and lines with # in front are comments. Immutable.
/// </summary>
public sealed class Baseline
{
    /// <summary>Most accepted listeners in a file.</summary>
    public const int NeighboursMax = 10_000;

    private readonly HashSet<Neighbour> _accepted;

    private Baseline(IEnumerable<Neighbour> accepted) => _accepted = [.. accepted];

    /// <summary>Accepts nobody.</summary>
    public static Baseline Empty { get; } = new([]);

    /// <summary>Those accepted, in the order of the file.</summary>
    public IReadOnlyCollection<Neighbour> Accepted => _accepted;

    /// <summary>
    /// Whether a listener is accepted. Of one whose process is hidden from this user only place and user can be compared,
    /// so the program that was accepted there by somebody who saw it counts.
    /// </summary>
    public bool Has(Listener listener)
    {
        var seen = Neighbour.Of(listener);
        return _accepted.Contains(seen)
            || (listener.Owner is null && _accepted.Any(one => one with { Program = seen.Program } == seen));
    }

    /// <summary>Also accepts these.</summary>
    public Baseline With(IEnumerable<Listener> listeners) => new(_accepted.Concat(listeners.Select(Neighbour.Of)));

    /// <summary>Reads a file; one that is not there accepts nobody.</summary>
    /// <exception cref="PortsException">It cannot be read, a line is none, or there are too many (USH7002).</exception>
    public static Baseline Read(string path)
    {
        try
        {
            return File.Exists(path) ? Parse(File.ReadAllText(path), path) : Empty;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Bad($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Replaces a file in one step.</summary>
    /// <exception cref="PortsException">It cannot be written (USH7002).</exception>
    public void Write(string path)
    {
        try
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllText(path + ".new", ToString());
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Bad($"{path} cannot be written: {error.Message}", error);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">Lines.</param>
    /// <param name="path">Named in a fault.</param>
    /// <exception cref="PortsException">A line is none, or there are too many (USH7002).</exception>
    public static Baseline Parse(string text, string path)
    {
        var accepted = new List<Neighbour>();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() is not { Length: > 0 } line || line.StartsWith('#'))
                continue;
            if (!Neighbour.TryParse(line, out var neighbour))
                throw Bad($"{path}:{i + 1}: this is not 'transport address:port user program'");
            accepted.Add(neighbour!);
        }

        return accepted.Count <= NeighboursMax ? new(accepted) : throw Bad($"{path} accepts {accepted.Count} listeners; {NeighboursMax} are the most");
    }

    /// <summary>The text of the file.</summary>
    public override string ToString() => string.Concat(_accepted
        .Select(neighbour => neighbour.ToString()).Order(StringComparer.Ordinal).Prepend("# transport address:port user program").Select(line => line + "\n"));

    private static PortsException Bad(string message, Exception? inner = null) => new(
        PortsCodes.BadList, message, "correct the file or remove it, then run 'usher ports accept' again", inner);
}
