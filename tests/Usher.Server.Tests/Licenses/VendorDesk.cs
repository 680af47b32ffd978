using System.Text;
using Usher.Licensing;

namespace Usher.Server.Tests.Licenses;

/// <summary>A vendor that issues licenses for tests, at a time of its own.</summary>
internal sealed class VendorDesk(string name = "acme") : IDisposable
{
    private static int idsGiven;

    private readonly VendorKey key = VendorKey.Create(name);
    private int lastId;

    public DateTimeOffset Now { get; set; } = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public ServerBinding Servers { get; set; } = ServerBinding.Any;

    public VendorPublicKey PublicKey => key.PublicKey;

    public IssuedLicense Issue(params LicenseFeature[] features) => Issue(lastId = Interlocked.Increment(ref idsGiven), features);

    /// <summary>Another issue of the license that was issued last.</summary>
    public IssuedLicense IssueAgain(params LicenseFeature[] features) => Issue(lastId, features);

    public IssuedLicense IssueUnderIdOf(VendorDesk other, params LicenseFeature[] features) => Issue(other.lastId, features);

    public static LicenseFeature Feature(string name, int seats, string? expires = null, LicenseModel model = LicenseModel.Floating) => new()
    {
        Name = name,
        Seats = seats,
        Model = model,
        Expires = expires is null ? null : Day(expires),
    };

    public static LicenseTime Day(string text) => LicenseTime.TryParse(text, out var day) ? day : throw new FormatException(text);

    public static byte[] Bytes(IssuedLicense issued) => Encoding.ASCII.GetBytes(issued.Text);

    public void Dispose() => key.Dispose();

    private IssuedLicense Issue(int id, LicenseFeature[] features) => LicenseFile.Issue(
        new LicenseTerms { Customer = "Analytical Engines", Servers = Servers, Features = features }, key, Now, bytes =>
        {
            for (var i = 0; i < bytes.Length; i++)
                bytes[i] = (byte)(id >> (5 * i % 32));
        });
}
