using System.CommandLine;
using Usher.Cli.CommandLine;
using Usher.Cli.Files;
using Usher.Cli.Output;
using Usher.Licensing;

namespace Usher.Cli.Commands;

/// <summary>'usher license show': what a license file grants, and whether it is genuine.</summary>
internal static class LicenseShowCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var file = new Argument<string>("FILE") { Description = "the license file" };
        var vendorKeys = Options.Texts("--vendor-key", "FILE", "a vendor's public key that you trust; without one, only changes to the file are noticed");
        var server = Options.Text("--server-id", "ID", "also check that a server with this identity may serve it");
        var json = Options.Json();
        return new VerbCommand("show", "Show what a license file grants, whether it is genuine, and how long it lasts.")
        {
            file, vendorKeys, server, json,
        }
            .Example("usher license show example.lic", "what it grants; notices any change to the file")
            .Example("usher license show example.lic --vendor-key acme.pub.pem", "also proves that 'acme' issued it")
            .Does(parsed => Task.FromResult(Run(
                parsed.GetRequiredValue(file), parsed.GetValue(vendorKeys) ?? [], parsed.GetValue(server), parsed.GetValue(json), surroundings)));
    }

    /// <summary>Prints the verdict and the license; exit code 4 if it must not be used.</summary>
    internal static int Run(string file, string[] vendorKeys, string? server, bool json, Surroundings surroundings)
    {
        var check = new LicenseCheck
        {
            Now = surroundings.Now,
            TrustedVendors = vendorKeys.Length == 0 ? null : [.. vendorKeys.Select(VendorKeyFile.ReadPublic)],
            Server = server is null ? null : ServerIdentity.TryParse(server, out var identity) ? identity : throw BadIdentity(server),
        };
        var verdict = LicenseFile.Verify(TextFiles.ReadBytes(file), check);
        if (json)
            JsonOutput.Write(VerdictJson.From(file, verdict, check), CliJson.Readable.VerdictJson, surroundings);
        else
            LicensePage.Write(file, verdict, isTrusted: check.TrustedVendors is not null, surroundings);
        return verdict.IsValid ? ExitCode.Done : ExitCode.BadLicense;
    }

    private static FaultException BadIdentity(string text) => FaultException.Usage(
        CliCodes.BadValue, $"--server-id '{text}' is no server's identity, which has 64 hexadecimal digits", "'usher id --data FOLDER' prints it");
}
