using System.Buffers.Text;
using System.Numerics;
using System.Text;

namespace Usher.Licensing.Tests;

/// <summary>A changed byte anywhere in a license file never grants.</summary>
public sealed class TamperTests
{
    private static readonly IssuedLicense Issued = Desk.Issue();
    private static readonly byte[] File = Encoding.ASCII.GetBytes(Issued.Text);

    [Fact]
    public void The_file_as_issued_grants() => Assert.True(LicenseFile.Verify(File, Desk.Check).IsValid);

    [Fact]
    public void No_file_with_one_byte_changed_grants()
    {
        for (var at = 0; at < File.Length; at++)
        {
            foreach (var bit in new[] { 0x01, 0x20, 0x80 })
            {
                byte[] changed = [.. File];
                changed[at] ^= (byte)bit;
                AssertRefused(changed, $"byte {at} ^ {bit}");
            }
        }
    }

    [Fact]
    public void No_file_with_one_byte_deleted_grants()
    {
        for (var at = 0; at < File.Length; at++)
            AssertRefused([.. File[..at], .. File[(at + 1)..]], $"without byte {at}");
    }

    [Theory]
    [InlineData('\n')]
    [InlineData(' ')]
    [InlineData('A')]
    [InlineData('=')]
    [InlineData('\r')]
    [InlineData('\0')]
    public void No_file_with_one_byte_inserted_grants(char inserted)
    {
        for (var at = 0; at <= File.Length; at++)
            AssertRefused([.. File[..at], (byte)inserted, .. File[at..]], $"inserted at {at}");
    }

    [Fact]
    public void No_file_cut_off_anywhere_grants()
    {
        for (var length = 0; length < File.Length; length++)
            AssertRefused(File[..length], $"cut at {length}");
    }

    [Fact]
    public void No_signed_part_with_one_character_changed_deleted_or_inserted_grants()
    {
        var jws = Issued.Jws;
        for (var at = 0; at < jws.Length; at++)
        {
            Assert.False(LicenseFile.VerifyJws($"{jws[..at]}{jws[(at + 1)..]}", Desk.Check).IsValid);
            foreach (var other in "A_= ".Where(other => other != jws[at]))
            {
                Assert.False(LicenseFile.VerifyJws($"{jws[..at]}{other}{jws[(at + 1)..]}", Desk.Check).IsValid);
                Assert.False(LicenseFile.VerifyJws($"{jws[..at]}{other}{jws[at..]}", Desk.Check).IsValid);
            }
        }
    }

    [Fact]
    public void The_twin_of_a_signature_does_not_grant()
    {
        var (signed, signature) = Parts();
        var order = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber, null);
        var twin = (order - new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true)).ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] other = [.. signature[..32], .. new byte[32 - twin.Length], .. twin];

        using var key = P256.TryOpen(Desk.Acme.PublicKey.Spki.Span)!;
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes(signed), other, System.Security.Cryptography.HashAlgorithmName.SHA256));
        Assert.Equal(LicenseCodes.Changed, Desk.Code(LicenseFile.VerifyJws($"{signed}.{Base64Url.EncodeToString(other)}", Desk.Check)));
    }

    [Fact]
    public void Every_signature_that_is_made_has_the_low_s()
    {
        for (var i = 0; i < 64; i++)
            Assert.True(P256.HasLowS(Desk.Acme.Sign([(byte)i])));
    }

    [Fact]
    public void A_signature_has_one_spelling_only()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var spellings = Alphabet.Count(last => LicenseFile.VerifyJws($"{Issued.Jws[..^1]}{last}", Desk.Check).IsValid);
        Assert.Equal(1, spellings);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void A_signature_of_zeros_does_not_grant(byte r, byte s)
    {
        var signature = new byte[64];
        (signature[31], signature[63]) = (r, s);
        Assert.Equal(LicenseCodes.Changed, Desk.Code(LicenseFile.VerifyJws($"{Parts().Signed}.{Base64Url.EncodeToString(signature)}", Desk.Check)));
    }

    [Fact]
    public void The_text_of_one_license_around_the_signed_part_of_another_does_not_grant()
    {
        var bigger = Desk.Issue(Desk.Cad with { Seats = 5000 });
        var mixed = LicenseText.Render(bigger.License, Issued.Jws);
        var verdict = Desk.Verify(mixed);

        Assert.Equal(LicenseCodes.Changed, Desk.Code(verdict));
        Assert.Contains("line 6", verdict.Faults[0].Message, StringComparison.Ordinal);
        Assert.Null(verdict.License);
    }

    [Fact]
    public void A_key_of_the_attackers_own_grants_only_where_nobody_names_the_vendor()
    {
        var forged = LicenseFile.Issue(Desk.Terms(), VendorKey.Create("acme"), Desk.Now, Desk.FixedRandom);

        Assert.True(Desk.Verify(forged.Text).IsValid);
        Assert.Equal(LicenseCodes.UnknownKey, Desk.Code(Desk.Verify(forged.Text, Desk.Check with { TrustedVendors = [Desk.Acme.PublicKey] })));
        Assert.Equal(LicenseCodes.UnknownKey, Desk.Code(Desk.Verify(forged.Text, Desk.Check with { TrustedVendors = [] })));
    }

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"none","typ":"usher-license+jws"}""")]
    [InlineData("""{"alg":"HS256","typ":"usher-license+jws"}""")]
    [InlineData("""{"alg":"ES256","typ":"JWT"}""")]
    [InlineData("""{"alg":"ES256","typ":"usher-license+jws"}""")]
    [InlineData("""{"alg":1}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    public void Another_header_does_not_grant(string header)
    {
        var jws = Issued.Jws.Split('.');
        var text = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{jws[1]}.{jws[2]}";
        Assert.Contains(Desk.Code(LicenseFile.VerifyJws(text, Desk.Check)), new[] { LicenseCodes.ForeignSignature, LicenseCodes.Changed });
    }

    [Fact]
    public void A_signature_by_another_key_under_the_vendors_header_does_not_grant()
    {
        var signed = Parts().Signed;
        var signature = Desk.Other.Sign(Encoding.ASCII.GetBytes(signed));
        Assert.Equal(LicenseCodes.Changed, Desk.Code(LicenseFile.VerifyJws($"{signed}.{Base64Url.EncodeToString(signature)}", Desk.Check)));
    }

    private static (string Signed, byte[] Signature) Parts()
    {
        var dot = Issued.Jws.LastIndexOf('.');
        return (Issued.Jws[..dot], Base64Url.DecodeFromChars(Issued.Jws.AsSpan(dot + 1)));
    }

    private static void AssertRefused(byte[] file, string what)
    {
        var verdict = LicenseFile.Verify(file, Desk.Check);
        Assert.False(verdict.IsValid, what);
        Assert.NotEmpty(verdict.Faults);
        Assert.Null(verdict.License);
    }
}
