using Usher.Cli.CommandLine;
using Usher.Cli.Files;
using Usher.Cli.Output;

namespace Usher.Cli.Commands;

/// <summary>'usher vendor public-key': the public half of a key.</summary>
internal static class VendorPublicKeyCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var file = Options.Text("--key", "FILE", "the vendor's secret key");
        file.Required = true;
        var output = Options.Text("--output", "FILE", "where to write it (default: standard output)", "-o");
        var json = Options.Json();
        return new VerbCommand("public-key", "Print the public half of a vendor's key, for programs to embed.")
        {
            file, output, json,
        }
            .Example("usher vendor public-key --key acme.key.pem", "print it as PEM")
            .Does(parsed => Task.FromResult(Run(parsed.GetRequiredValue(file)!, parsed.GetValue(output), parsed.GetValue(json), surroundings)));
    }

    /// <summary>Prints or writes it.</summary>
    internal static int Run(string file, string? output, bool json, Surroundings surroundings)
    {
        using var key = VendorKeyFile.ReadSecret(file, surroundings);
        var pem = key.PublicKey.ExportPem();
        if (output is not null)
            TextFiles.CreateNew(output, pem, isSecret: false);
        if (json)
            JsonOutput.Write(new VendorPublicKeyJson(key.Name, key.PublicKey.Id, pem), CliJson.Readable.VendorPublicKeyJson, surroundings);
        else if (output is null)
            surroundings.Output.Write(pem);
        return ExitCode.Done;
    }
}
