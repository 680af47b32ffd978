using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Usher.Licensing.Tests;

public sealed class RoundTripTests
{
    [Fact]
    public void What_was_issued_is_what_is_read() =>
        Prop.ForAll(GeneratedTerms.All, terms =>
        {
            var issued = Desk.Issue(terms);
            var verdict = Desk.Verify(issued.Text);

            Assert.NotNull(verdict.License);
            Assert.Equivalent(issued.License, verdict.License, strict: true);
            Assert.Equal(PayloadWriter.Write(issued.License), PayloadWriter.Write(verdict.License));
            Assert.Equal(terms.Servers.ToString(), verdict.License.Servers.ToString());
            Assert.Equal(issued.Jws, verdict.Jws);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_file_is_ascii_with_unix_line_ends_in_at_most_72_columns() =>
        Prop.ForAll(GeneratedTerms.All, terms =>
        {
            var text = Desk.Issue(terms).Text;

            Assert.All(text, c => Assert.True(c is '\n' or (>= ' ' and <= '~')));
            Assert.All(text.Split('\n'), line => Assert.True(line.Length <= LicenseText.ColumnsMax && line == line.TrimEnd()));
            Assert.EndsWith("-----END USHER LICENSE-----\n", text, StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_header_says_what_the_license_is()
    {
        var text = Desk.Issue(Desk.Cad, new LicenseFeature { Name = "größe", Seats = 1 }).Text;

        Assert.StartsWith(
            """
            Usher license LIC-ABCDEFGHIJ
            Vendor:   acme
            Customer: Initech
            Issued:   2026-11-22T10:00:00Z
            Server:   any
            Feature:  cad 2.0, 50 seats, floating, until 2027-12-31
            Feature:  gr??e, 1 seat, floating, perpetual

            Read it with 'usher license show'. It is signed to the last byte: a copy
            that was changed in any way, even in these lines, is worth nothing.

            -----BEGIN USHER LICENSE-----
            eyJhbGciOiJFUzI1NiIs
            """, text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_randomness_gives_the_same_file_but_for_the_signature()
    {
        var (one, two) = (Desk.Issue(), Desk.Issue());

        Assert.Equal(one.Jws[..one.Jws.LastIndexOf('.')], two.Jws[..two.Jws.LastIndexOf('.')]);
        Assert.Equal(WithoutSignature(one), WithoutSignature(two));
        Assert.NotEqual(one.Jws, two.Jws);
    }

    [Fact]
    public void Other_randomness_gives_another_id()
    {
        var issued = LicenseFile.Issue(Desk.Terms(), Desk.Acme, Desk.Now, bytes => bytes.Fill(31));
        Assert.Equal("LIC-7777777777", issued.License.Id);
    }

    [Fact]
    public void A_license_can_be_issued_again_with_all_its_terms()
    {
        var first = Desk.Verify(Desk.Issue(Desk.Terms() with { UnknownFields = [new("colour", "1.50")] }).Text).License!;
        var renewed = Desk.Verify(Desk.Issue(first.ToTerms()).Text).License!;

        Assert.Equal(PayloadWriter.Write(first), PayloadWriter.Write(renewed));
    }

    [Fact]
    public void Reading_never_throws_on_arbitrary_bytes() =>
        Prop.ForAll<byte[]>(bytes => Assert.False(LicenseFile.Verify(bytes, Desk.Check).IsValid)).QuickCheckThrowOnFailure();

    [Fact]
    public void Reading_never_throws_on_arbitrary_text_between_the_markers() =>
        Prop.ForAll<string>(text => Assert.False(
            Desk.Verify($"Usher license\n{LicenseText.Begin}\n{text}\n{LicenseText.End}\n").IsValid)).QuickCheckThrowOnFailure();

    [Fact]
    public void Reading_never_throws_on_an_arbitrary_payload() =>
        Prop.ForAll<byte[]>(bytes =>
            Assert.Equal(LicenseCodes.Malformed, Desk.Code(LicenseFile.VerifyJws(Jws.Sign(bytes, Desk.Acme), Desk.Check))))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Reading_never_throws_on_a_payload_with_any_byte_changed()
    {
        var payload = Encoding.UTF8.GetBytes(Desk.Payload("""[{"name":"cad","seats":5,"sharing":["user"],"expires":"2027-01-01","borrow":{"hoursMax":5}}]"""));
        for (var at = 0; at < payload.Length; at++)
        {
            foreach (var value in "\0\"{}[],:\\u09eA-.\u007f"u8.ToArray().Append((byte)0xC3))
            {
                byte[] changed = [.. payload];
                changed[at] = value;
                Assert.NotNull(PayloadReader.Read(changed, "kid"));
            }
        }
    }

    private static string WithoutSignature(IssuedLicense issued) =>
        issued.Text.Replace("\n", "", StringComparison.Ordinal)
            .Replace(issued.Jws[issued.Jws.LastIndexOf('.')..], "", StringComparison.Ordinal);
}
