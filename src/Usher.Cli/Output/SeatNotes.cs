using Usher.Cli.Servers;

namespace Usher.Cli.Output;

/// <summary>What somebody should know about a seat that was granted.</summary>
internal static class SeatNotes
{
    /// <summary>Writes it to standard error, if there is anything.</summary>
    public static void Write(ISeat seat, Surroundings surroundings)
    {
        if (seat.Overdraft)
            surroundings.Error.WriteLine("usher: note: this seat is above the licensed count (overdraft); more seats are needed");
        if (seat.InGrace)
            surroundings.Error.WriteLine("usher: note: the license has expired and runs on its grace; it must be renewed");
    }
}
