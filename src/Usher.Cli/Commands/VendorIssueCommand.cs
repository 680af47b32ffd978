using System.CommandLine;
using Usher.Cli.CommandLine;
using Usher.Cli.Files;
using Usher.Cli.Output;
using Usher.Licensing;

namespace Usher.Cli.Commands;

/// <summary>'usher vendor issue': signs a license.</summary>
internal static class VendorIssueCommand
{
    /// <summary>What a license is to say, as the command line has it.</summary>
    /// <param name="KeyFile">The vendor's secret key.</param>
    /// <param name="Customer">Who buys.</param>
    /// <param name="Servers">Identities, with or without commas, or "any".</param>
    /// <param name="Features">Descriptions, as <see cref="FeatureText"/> reads them.</param>
    /// <param name="FeatureFiles">JSON or CSV files with more of them.</param>
    /// <param name="Output">Where the license goes; null is standard output.</param>
    internal sealed record Order(
        string KeyFile, string Customer, string[] Servers, string[] Features, string[] FeatureFiles, string? Output);

    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var key = Required(Options.Text("--key", "FILE", "the vendor's secret key, as 'usher vendor init' made it"));
        var customer = Required(Options.Text("--customer", "NAME", "who buys"));
        var servers = Required(Options.Texts("--server", "ID|any", "identity of a server that may serve it ('usher id' prints it), or 'any'; repeat for more"));
        var features = Options.Texts("--feature", "NAME[:KEY=VALUE…]", "a feature and its terms, as in cad:seats=50:version=2.0:expires=2027-12-31; repeat for more");
        var files = Options.Texts("--features", "FILE", "a JSON (.json) or CSV file with many features; repeat for more");
        var output = Options.Text("--output", "FILE", "where to write the license (default: standard output)", "-o");
        var json = Options.Json();
        return new VerbCommand("issue", "Sign a license for a customer. Prints it, or writes it with -o.")
        {
            key, customer, servers, features, files, output, json,
        }
            .Note(
                "Keys of a feature: model, seats, version, starts, expires, maintenance, grace, overdraft, sharing, linger,",
                "borrow and more; docs/license-file.md describes them all.")
            .Example("usher vendor issue --key acme.key.pem --customer 'Example Ltd' --server any --feature cad:seats=50:version=2.0:expires=2027-12-31 -o example.lic", "50 seats of 'cad' up to version 2.0, on any server, until the end of 2027")
            .Example("usher vendor issue --key acme.key.pem --customer 'Example Ltd' --server $(usher id --data /srv/usher) --features order.csv -o example.lic", "many features from a table, for one server alone")
            .Does(parsed => Task.FromResult(Run(
                new(
                    parsed.GetRequiredValue(key)!, parsed.GetRequiredValue(customer)!, parsed.GetRequiredValue(servers),
                    parsed.GetValue(features) ?? [], parsed.GetValue(files) ?? [], parsed.GetValue(output)),
                parsed.GetValue(json),
                surroundings)));
    }

    /// <summary>Signs the license and prints it, or where it went and what it says.</summary>
    internal static int Run(Order order, bool json, Surroundings surroundings)
    {
        var terms = new LicenseTerms { Customer = order.Customer, Servers = Binding(order.Servers), Features = Features(order) };
        using var key = VendorKeyFile.ReadSecret(order.KeyFile, surroundings);
        var issued = LicenseFile.Issue(terms, key, surroundings.Now, surroundings.Random);
        if (order.Output is not null)
            TextFiles.Replace(order.Output, issued.Text);
        if (json)
            JsonOutput.Write(LicenseJson.From(issued.License, surroundings.Now) with { Text = issued.Text }, CliJson.Readable.LicenseJson, surroundings);
        else if (order.Output is null)
            surroundings.Output.Write(issued.Text);
        else
            Print(issued.License, order.Output, surroundings);
        return ExitCode.Done;
    }

    private static Option<T> Required<T>(Option<T> option)
    {
        option.Required = true;
        return option;
    }

    private static ServerBinding Binding(string[] servers)
    {
        var texts = servers.SelectMany(one => one.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (texts is ["any"])
            return ServerBinding.Any;
        return ServerBinding.To([.. texts.Select(Identity).Distinct()]);
    }

    private static ServerIdentity Identity(string text) => ServerIdentity.TryParse(text, out var identity)
        ? identity
        : throw FaultException.Usage(
            CliCodes.BadValue,
            text == "any" ? "--server is 'any' and something else" : $"--server '{text}' is no server's identity, which has 64 hexadecimal digits",
            "'usher id --data FOLDER' prints the identity of a server; '--server any' allows every server");

    private static List<LicenseFeature> Features(Order order)
    {
        var readings = order.Features.Select(FeatureText.Parse).Concat(order.FeatureFiles.Select(ReadTable)).ToList();
        var faults = readings.SelectMany(reading => reading.Faults).ToList();
        if (faults.Count > 0)
            throw new FaultException(ExitCode.Usage, [.. faults.Select(Failures.Of)]);
        var features = readings.SelectMany(reading => reading.Features).ToList();
        return features.Count > 0
            ? features
            : throw FaultException.Usage(CliCodes.Missing, "the license would grant nothing", "add --feature NAME:seats=N, or --features FILE");
    }

    private static FeatureReading ReadTable(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        ? FeatureTable.ParseJson(TextFiles.Read(path))
        : FeatureTable.ParseCsv(TextFiles.Read(path));

    private static void Print(License license, string file, Surroundings surroundings)
    {
        surroundings.Output.WriteLine($"Issued {license.Id} to '{license.Customer}': {file}");
        LicensePage.WriteFeatures(license, surroundings);
        surroundings.Output.WriteLine();
        surroundings.Output.WriteLine("The customer starts a server with it, or adds it to a running one:");
        surroundings.Output.WriteLine($"  usher serve --license {file}");
        surroundings.Output.WriteLine($"  usher license add {file}");
    }
}
