using Usher.Cli.Admin;
using Usher.Cli.Output;
using Usher.Server.Management;
using Usher.Server.Management.Contract;

namespace Usher.Cli.Servers;

/// <summary>What the trusted networks of the running server have kept out.</summary>
/// <param name="Folder">The server's data folder.</param>
/// <param name="Answer">What it says; null: nothing.</param>
/// <param name="Why">Why it says nothing.</param>
internal sealed record KeptOut(string Folder, PortExposure? Answer, string? Why)
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(2);

    /// <summary>For scripts.</summary>
    public DroppedJson? Json => Answer is null ? null : new(Folder, Answer.Trusted, Answer.Dropped, Answer.Forgotten, Answer.Sources);

    /// <summary>Asks the server of a folder; that none runs is an answer too.</summary>
    public static async Task<KeptOut> AskAsync(string? data, Surroundings surroundings)
    {
        var folder = UserFolders.Data(data, surroundings);
        try
        {
            using var admin = AdminClient.Open(data, surroundings);
            return new(folder, await admin.GetAsync("ports/exposure", AdminJson.Default.PortExposure).WaitAsync(AnswerMax, surroundings.Time), null);
        }
        catch (FaultException error)
        {
            return new(folder, null, $"{error.Fault.Message}; {error.Fault.Hint}");
        }
        catch (TimeoutException)
        {
            return new(folder, null, $"the server on {folder} does not answer; look at its log");
        }
    }

    /// <summary>For people.</summary>
    public void Write(Surroundings surroundings)
    {
        surroundings.Output.WriteLine();
        if (Answer is null)
        {
            surroundings.Output.WriteLine($"kept out: unknown, {Why}");
            return;
        }

        surroundings.Output.WriteLine($"kept out: {Answer.Dropped} connection{(Answer.Dropped == 1 ? "" : "s")} from outside {string.Join(", ", Answer.Trusted)} since the server on {Folder} started");
        if (Answer.Sources.Count == 0)
            return;
        var table = new Table("FROM", ">CONNECTIONS", "LAST AT", "LAST FROM");
        foreach (var source in Answer.Sources)
            table.Add(source.Network, $"{source.Dropped}", $"{source.LastAt:yyyy-MM-dd HH:mm:ss}Z", source.LastAddress);
        table.Write(surroundings);
        if (Answer.Forgotten > 0)
            surroundings.Output.WriteLine($"and {Answer.Forgotten} from other networks");
    }
}
