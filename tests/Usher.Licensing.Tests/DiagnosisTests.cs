using System.Text;

namespace Usher.Licensing.Tests;

/// <summary>One clear error for each thing that happens to files on their way.</summary>
public sealed class DiagnosisTests
{
    private static readonly string Text = Desk.Issue().Text;

    public static TheoryData<string, string, string> ReEncodings() => new()
    {
        { "CRLF", Text.Replace("\n", "\r\n", StringComparison.Ordinal), "CRLF" },
        { "old Mac line ends", Text.Replace('\n', '\r'), "CRLF" },
        { "quoted-printable, soft line breaks", Text.Replace("eyJhbGci", "eyJh=\nbGci", StringComparison.Ordinal), "quoted-printable" },
        { "quoted-printable, an equals sign", Text.Replace("Initech", "Initech =3D", StringComparison.Ordinal), "quoted-printable" },
        { "an answer to a mail", string.Join('\n', Text.Split('\n').Select(line => $"> {line}")), "quoted with '>'" },
        { "byte order mark", $"\uFEFF{Text}", "byte order mark" },
        { "web page", $"<html><body><pre>{Text}</pre></body></html>", "HTML" },
        { "line breaks of a web page", Text.Replace("\n", "<br>\n", StringComparison.Ordinal), "HTML" },
        { "footer of a mailing list", $"{Text}\n-- \nSent from my telephone\n", "below" },
        { "one more line end", $"{Text}\n", "below" },
        { "greeting", $"Dear customer,\n\n{Text}", "above" },
    };

    [Theory]
    [MemberData(nameof(ReEncodings))]
    public void A_re_encoded_file_says_what_happened_and_to_fetch_it_again(string how, string text, string word)
    {
        var fault = Assert.Single(Desk.Verify(text).Faults);
        Assert.True(fault.Code == LicenseCodes.ReEncoded, $"{how}: {fault}");
        Assert.Contains(word, fault.Message, StringComparison.Ordinal);
        Assert.Contains("attachment", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Utf_16_is_re_encoded() =>
        Assert.Equal(LicenseCodes.ReEncoded, Desk.Code(LicenseFile.Verify([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)], Desk.Check)));

    [Fact]
    public void An_empty_file_says_so() => Assert.Equal(LicenseCodes.Empty, Desk.Code(Desk.Verify("")));

    [Fact]
    public void An_empty_signed_part_says_so() => Assert.Equal(LicenseCodes.Empty, Desk.Code(LicenseFile.VerifyJws("", Desk.Check)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(12)]
    [InlineData(200)]
    [InlineData(1000)]
    public void A_file_that_is_cut_off_says_so(int missing) =>
        Assert.Equal(LicenseCodes.Truncated, Desk.Code(Desk.Verify(Text[..^missing])));

    [Fact]
    public void A_signed_part_that_lost_its_end_says_so()
    {
        Assert.Equal(LicenseCodes.Truncated, Desk.Code(LicenseFile.VerifyJws(Desk.Issue().Jws[..^1], Desk.Check)));
        Assert.Equal(LicenseCodes.Truncated, Desk.Code(LicenseFile.VerifyJws(Desk.Issue().Jws[..200], Desk.Check)));
    }

    [Fact]
    public void A_seat_count_edited_in_the_header_names_the_line()
    {
        var fault = Assert.Single(Desk.Verify(Text.Replace("50 seats", "99 seats", StringComparison.Ordinal)).Faults);
        Assert.Equal(LicenseCodes.Changed, fault.Code);
        Assert.Contains("line 6", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_that_a_license_never_has_names_the_line() =>
        Assert.Contains("line 3", Assert.Single(Desk.Verify(Text.Replace("Initech", "Inïtech", StringComparison.Ordinal)).Faults).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n", "a public key")]
    [InlineData("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMFkw\n", "a secret key")]
    [InlineData("SERVER this_host ANY 27000\nINCREMENT cad acme 1.0 permanent 5 SIGN=0\n", "a FlexNet license")]
    [InlineData("<!DOCTYPE html><html><body>Log in</body></html>", "a web page")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e30.AAAA", "a bare signed token")]
    [InlineData("hello", "some other text")]
    [InlineData("PK\u0003\u0004\0\0", "a binary file")]
    [InlineData("größe", "a file of other characters")]
    public void Another_kind_of_file_is_called_by_its_name(string text, string what)
    {
        var fault = Assert.Single(Desk.Verify(text).Faults);
        Assert.Equal(LicenseCodes.NotALicense, fault.Code);
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_a_file_has_a_cure_and_fits_a_line() =>
        Assert.All(ReEncodings(), row => Assert.All(Desk.Verify(row.Data.Item2).Faults, fault =>
        {
            Assert.NotEmpty(fault.Hint);
            Assert.DoesNotContain('\n', fault.ToString());
        }));
}
