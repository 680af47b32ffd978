using Usher.Cli.Files;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Client;
using Usher.Licensing;

namespace Usher.Cli.Quickstart;

/// <summary>Shows a vendor, a license, a server, two seats, a refusal and a grant, each step with the command that does the same.</summary>
internal sealed class Tour(Surroundings surroundings)
{
    private const string Vendor = "acme", Feature = "cad";
    private const int SeatCount = 2;

    private int _step;

    /// <summary>Goes through all steps.</summary>
    public async Task<int> RunAsync(string? folder, bool exit)
    {
        var files = TourFiles.In(folder);
        Say($"A tour of Usher in {files.Folder}\n");
        MakeKey(files);
        var server = await StartAsync(files);
        try
        {
            await TakeSeatsAsync(new([server.Seats], files.PublicKey, null, InsecureLoopback: false, Timeout: null));
        }
        catch
        {
            await server.StopAsync(surroundings);
            throw;
        }

        if (exit)
            await StopAsync(server, files);
        else
            Farewell(server, files);
        return ExitCode.Done;
    }

    private void MakeKey(TourFiles files)
    {
        Step("The vendor of the program 'cad' makes a key. Its public half is built into the program.",
            $"usher vendor init {Vendor} --dir {ShellWord.Of(files.Folder)} --no-passphrase");
        using var key = VendorKey.Create(Vendor);
        TextFiles.CreateNew(files.SecretKey, key.ExportPem(""), isSecret: true);
        TextFiles.CreateNew(files.PublicKey, key.PublicKey.ExportPem(), isSecret: false);

        Step($"The vendor sells {SeatCount} seats to a customer: a signed license.",
            $"usher vendor issue --key {ShellWord.Of(files.SecretKey)} --customer 'Example Ltd' --server any --feature {Feature}:seats={SeatCount} -o {ShellWord.Of(files.License)}");
        var terms = new LicenseTerms { Customer = "Example Ltd", Servers = ServerBinding.Any, Features = FeatureText.Parse($"{Feature}:seats={SeatCount}").Features };
        TextFiles.CreateNew(files.License, LicenseFile.Issue(terms, key, surroundings.Now, surroundings.Random).Text, isSecret: false);
    }

    private async Task<DetachedServer> StartAsync(TourFiles files)
    {
        Step("The customer starts a license server with it. Here: on loopback, on a free port, in the background.",
            $"usher serve --data {ShellWord.Of(files.Data)} --listen 127.0.0.1 --port 0 --license {ShellWord.Of(files.License)}");
        var server = await DetachedServer.StartAsync(
            ["--data", files.Data, "--listen", "127.0.0.1", "--port", "0", "--admin-port", "0", "--license", files.License], files.Log, surroundings);
        TextFiles.CreateNew(files.Pid, $"{server.ProcessId}\n", isSecret: false);
        Say($"   ready at {server.Seats}, process {server.ProcessId}, log in {files.Log}\n");
        return server;
    }

    private async Task TakeSeatsAsync(ServerChoice choice)
    {
        Step("Two people take a seat each.", $"usher run {Feature} -- ./{Feature}");
        await using var ada = await OpenAsync(choice, "ada", "desk-1");
        await using var bob = await OpenAsync(choice, "bob", "desk-2");
        var first = await ada.CheckoutAsync(Feature, new(), surroundings.Interrupted);
        await using var second = await bob.CheckoutAsync(Feature, new(), surroundings.Interrupted);
        Say($"   ada: granted, lease {first.Id}\n   bob: granted, lease {second.Id}\n");

        Step("A third person asks. This is what they see:", $"usher run {Feature} -- ./{Feature}");
        await using var eve = await OpenAsync(choice, "eve", "desk-3");
        await RefusedAsync(eve);

        Step("They would rather wait. Ada gives her seat back, and it is theirs at once:", $"usher run {Feature} --wait 10m -- ./{Feature}");
        await using var third = await QueueAsync(eve, first);
        Say($"   eve: granted, lease {third.Id}\n");
    }

    private async Task RefusedAsync(ISeatServer server)
    {
        try
        {
            await using var seat = await server.CheckoutAsync(Feature, new(), surroundings.Interrupted);
            throw new FaultException(ExitCode.Internal, new Fault(
                CliCodes.Internal, $"a third seat of {SeatCount} was granted", "this must not happen: please report it with the server's log"));
        }
        catch (RefusedException refused)
        {
            using var page = new StringWriter();
            RefusalPage.Write(refused.Refusal, page, surroundings.Now);
            Say($"   {page.ToString().TrimEnd().Replace("\n", "\n   ", StringComparison.Ordinal)}\n");
        }
    }

    private async Task<ISeat> QueueAsync(ISeatServer server, ISeat toReturn)
    {
        var queued = new TaskCompletionSource<QueuePlace>(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = server.CheckoutAsync(
            Feature, new() { Wait = TimeSpan.FromMinutes(10), OnQueued = place => queued.TrySetResult(place) }, surroundings.Interrupted);
        await Task.WhenAny(queued.Task, waiting);
        Say($"   eve: waits, place {(queued.Task.IsCompletedSuccessfully ? queued.Task.Result.Position : 0)} in the queue");
        await toReturn.DisposeAsync();
        return await waiting;
    }

    private async Task<ISeatServer> OpenAsync(ServerChoice choice, string user, string host)
    {
        var options = ServerDoor.Options(choice, new(surroundings), surroundings);
        (options.User, options.Host, options.Application) = (user, host, Feature);
        return new ConnectedServer(await UsherClient.ConnectAsync(options, surroundings.Interrupted));
    }

    private async Task StopAsync(DetachedServer server, TourFiles files)
    {
        Step("The end of the tour: everybody has left, the server stops.", $"kill {server.ProcessId}");
        await server.StopAsync(surroundings);
        File.Delete(files.Pid);
        Say($"   stopped; its files stay in {files.Folder}");
    }

    private void Farewell(DetachedServer server, TourFiles files)
    {
        var usher = ShellWord.Of(OwnName.Of(Environment.ProcessPath, surroundings));
        Say($"""
            The server runs on. Tell your commands where it is, then try things out:

              export USHER_SERVER={server.Seats} USHER_VENDOR_KEY={ShellWord.Of(files.PublicKey)} USHER_DATA={ShellWord.Of(files.Data)}
              {usher} status
              {usher} run {Feature} -- bash          # a shell that holds a seat; open two more to see the third refused
              {usher} who
              {usher} diagnose --feature {Feature}
              {usher} verify-log

            Stop it with:

              kill {server.ProcessId}
            """);
    }

    private void Step(string what, string command)
    {
        Say($"{++_step}. {what}");
        Say($"   $ {command}\n");
    }

    private void Say(string text) => surroundings.Output.WriteLine(text);
}
