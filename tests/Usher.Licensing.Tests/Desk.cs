using System.Text;

namespace Usher.Licensing.Tests;

/// <summary>A vendor, a customer's server and a moment, for all tests.</summary>
internal static class Desk
{
    internal static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    internal static readonly VendorKey Acme = VendorKey.Create("acme");
    internal static readonly VendorKey Other = VendorKey.Create("other");
    internal static readonly ServerIdentity Here = ServerIdentity.FromSpki("here"u8);
    internal static readonly ServerIdentity There = ServerIdentity.FromSpki("there"u8);

    internal static LicenseFeature Cad { get; } = new() { Name = "cad", Version = "2.0", Seats = 50, Expires = Day("2027-12-31") };

    internal static LicenseCheck Check { get; } = new() { Now = Now };

    internal static LicenseTerms Terms(params LicenseFeature[] features) => new()
    {
        Customer = "Initech", Servers = ServerBinding.Any, Features = features.Length == 0 ? [Cad] : features,
    };

    internal static IssuedLicense Issue(params LicenseFeature[] features) => Issue(Terms(features));

    internal static IssuedLicense Issue(LicenseTerms terms) => LicenseFile.Issue(terms, Acme, Now, FixedRandom);

    internal static void FixedRandom(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)i;
    }

    internal static LicenseVerdict Verify(string text, LicenseCheck? check = null) =>
        LicenseFile.Verify(Encoding.UTF8.GetBytes(text), check ?? Check);

    /// <summary>The verdict on any JSON, signed by the vendor.</summary>
    internal static LicenseVerdict VerifyPayload(string json) =>
        LicenseFile.VerifyJws(Jws.Sign(Encoding.UTF8.GetBytes(json), Acme), Check);

    /// <summary>The payload of a small license, to change in a test.</summary>
    internal static string Payload(string features = """[{"name":"cad","seats":5}]""", string more = "") =>
        $$"""{"format":1,"id":"LIC-1","vendor":"acme","customer":"Initech","issuedAt":"2026-11-22T10:00:00Z","servers":["any"],"features":{{features}}{{more}}}""";

    internal static LicenseTime Day(string text) => LicenseTime.TryParse(text, out var time) ? time : throw new FormatException(text);

    internal static string Code(LicenseVerdict verdict) => Assert.Single(verdict.Faults).Code;

    internal static string[] Codes(IEnumerable<LicenseFault> faults) => [.. faults.Select(fault => fault.Code)];

    internal static LicenseFault Thrown(Action act) => Assert.Throws<LicenseException>(act).Fault;
}
