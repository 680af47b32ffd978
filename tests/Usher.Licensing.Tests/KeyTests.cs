using System.Security.Cryptography;

namespace Usher.Licensing.Tests;

public sealed class KeyTests
{
    private const string Passphrase = "correct horse";

    [Fact]
    public void An_encrypted_key_comes_back_with_its_passphrase()
    {
        var pem = Desk.Acme.ExportPem(Passphrase);
        using var back = VendorKey.Import(pem, Passphrase);

        Assert.True(VendorKey.IsEncrypted(pem));
        Assert.StartsWith("Usher vendor key of acme. Keep it secret; back it up.\n-----BEGIN ENCRYPTED PRIVATE KEY-----\n", pem, StringComparison.Ordinal);
        Assert.Equal(("acme", Desk.Acme.PublicKey), (back.Name, back.PublicKey));
        Assert.True(Desk.Acme.PublicKey.Verify("x"u8, back.Sign("x"u8)));
    }

    [Fact]
    public void A_plain_key_needs_no_passphrase_and_ignores_one()
    {
        var pem = Desk.Acme.ExportPem("");

        Assert.False(VendorKey.IsEncrypted(pem));
        using var one = VendorKey.Import(pem, "");
        using var two = VendorKey.Import(pem.Replace("\n", "\r\n", StringComparison.Ordinal), "anything");
        Assert.Equal(one.PublicKey, two.PublicKey);
    }

    [Fact]
    public void A_wrong_or_missing_passphrase_says_so()
    {
        var pem = Desk.Acme.ExportPem(Passphrase);
        Assert.Equal(LicenseCodes.PassphraseWrong, Desk.Thrown(() => VendorKey.Import(pem, "wrong")).Code);
        Assert.Equal(LicenseCodes.PassphraseNeeded, Desk.Thrown(() => VendorKey.Import(pem, "")).Code);
    }

    [Fact]
    public void A_public_key_comes_back()
    {
        var pem = Desk.Acme.PublicKey.ExportPem();
        var back = VendorPublicKey.Import(pem);

        Assert.Equal((Desk.Acme.PublicKey, "acme"), (back, back.Name));
        Assert.Equal(Desk.Acme.PublicKey.Spki.ToArray(), back.Spki.ToArray());
        Assert.NotEqual(Desk.Other.PublicKey, back);
        Assert.Matches("\\A[0-9a-f]{64}\\z", back.Id);
    }

    [Fact]
    public void A_bare_public_key_is_called_after_its_id()
    {
        var pem = Desk.Acme.PublicKey.ExportPem();
        var bare = VendorPublicKey.Import(pem[pem.IndexOf("-----", StringComparison.Ordinal)..]);
        Assert.Equal($"key-{Desk.Acme.PublicKey.Id[..8]}", bare.Name);
    }

    [Fact]
    public void A_public_key_under_the_id_of_another_is_refused()
    {
        var pem = Desk.Acme.PublicKey.ExportPem().Replace(Desk.Acme.PublicKey.Id, Desk.Other.PublicKey.Id, StringComparison.Ordinal);
        Assert.Equal(LicenseCodes.KeyUnreadable, Desk.Thrown(() => VendorPublicKey.Import(pem)).Code);
    }

    [Fact]
    public void Public_and_secret_keys_are_not_taken_for_each_other()
    {
        Assert.Equal(LicenseCodes.KeyIsPublic, Desk.Thrown(() => VendorKey.Import(Desk.Acme.PublicKey.ExportPem(), "")).Code);
        Assert.Equal(LicenseCodes.KeyIsSecret, Desk.Thrown(() => VendorPublicKey.Import(Desk.Acme.ExportPem(""))).Code);
        Assert.Equal(LicenseCodes.KeyIsSecret, Desk.Thrown(() => VendorPublicKey.Import(Desk.Acme.ExportPem(Passphrase))).Code);
    }

    [Fact]
    public void Keys_of_another_kind_are_refused()
    {
        using var rsa = RSA.Create(2048);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        const string Title = "Usher vendor key of acme. Keep it secret; back it up.\n";

        Assert.Equal(LicenseCodes.KeyKind, Desk.Thrown(() => VendorKey.Import(Title + rsa.ExportPkcs8PrivateKeyPem(), "")).Code);
        Assert.Equal(LicenseCodes.KeyKind, Desk.Thrown(() => VendorKey.Import(Title + p384.ExportPkcs8PrivateKeyPem(), "")).Code);
        Assert.Equal(LicenseCodes.KeyKind, Desk.Thrown(() => VendorPublicKey.Import(rsa.ExportSubjectPublicKeyInfoPem())).Code);
        Assert.Equal(LicenseCodes.KeyKind, Desk.Thrown(() => VendorPublicKey.Import(p384.ExportSubjectPublicKeyInfoPem())).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMFkw")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMFkw\n-----END CERTIFICATE-----")]
    public void What_is_no_key_says_so(string text)
    {
        Assert.Equal(LicenseCodes.KeyUnreadable, Desk.Thrown(() => VendorKey.Import(text, "")).Code);
        Assert.Equal(LicenseCodes.KeyUnreadable, Desk.Thrown(() => VendorPublicKey.Import(text)).Code);
    }

    [Fact]
    public void A_key_file_has_a_limit()
    {
        var pem = Desk.Acme.PublicKey.ExportPem();
        Assert.NotNull(VendorPublicKey.Import(pem.PadRight(KeyPem.CharsMax)));
        Assert.Equal(LicenseCodes.KeyUnreadable, Desk.Thrown(() => VendorPublicKey.Import(pem.PadRight(KeyPem.CharsMax + 1))).Code);
    }

    [Fact]
    public void A_damaged_plain_key_says_so()
    {
        var pem = Desk.Acme.ExportPem("");
        var cut = pem.Replace(pem.Split('\n')[3], "", StringComparison.Ordinal);
        Assert.Equal(LicenseCodes.KeyUnreadable, Desk.Thrown(() => VendorKey.Import(cut, "")).Code);
    }

    [Fact]
    public void A_key_without_the_vendors_name_says_what_to_add()
    {
        var pem = Desk.Acme.ExportPem("");
        Assert.Equal(LicenseCodes.VendorName, Desk.Thrown(() => VendorKey.Import(pem[pem.IndexOf("-----", StringComparison.Ordinal)..], "")).Code);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("acme-2.0_x", true)]
    [InlineData("0", true)]
    [InlineData("", false)]
    [InlineData("-acme", false)]
    [InlineData("Acme", false)]
    [InlineData("acme\n", false)]
    [InlineData("ac me", false)]
    public void A_vendors_name_is_lower_case_and_plain(string name, bool isValid)
    {
        Assert.Equal(isValid, VendorName.IsValid(name));
        if (!isValid)
            Assert.Equal(LicenseCodes.VendorName, Desk.Thrown(() => VendorKey.Create(name)).Code);
    }

    [Fact]
    public void A_vendors_name_has_63_characters_at_most()
    {
        Assert.True(VendorName.IsValid(new string('a', VendorName.LengthMax)));
        Assert.False(VendorName.IsValid(new string('a', VendorName.LengthMax + 1)));
    }

    [Fact]
    public void One_key_signs_and_verifies_from_many_threads() => Parallel.For(0, 200, n =>
    {
        byte[] data = [(byte)n];
        Assert.True(Desk.Acme.PublicKey.Verify(data, Desk.Acme.Sign(data)));
    });

    [Fact]
    public void A_server_is_known_by_the_hash_of_its_key()
    {
        var hex = Convert.ToHexStringLower(SHA256.HashData("here"u8));
        Assert.Equal(hex, Desk.Here.ToString());
        foreach (var spelling in new[] { hex, hex.ToUpperInvariant(), $"sha256:{hex}", $"SHA256:{hex}", $" {hex}\n", string.Join(':', hex.Chunk(2).Select(pair => new string(pair))) })
        {
            Assert.True(ServerIdentity.TryParse(spelling, out var identity));
            Assert.Equal(Desk.Here, identity);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("any")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("g000000000000000000000000000000000000000000000000000000000000000")]
    public void What_is_no_identity_is_not_parsed(string? text)
    {
        Assert.False(ServerIdentity.TryParse(text, out _));
        Assert.Equal(LicenseCodes.ServerIdentity, Desk.Thrown(() => ServerIdentity.Parse(text)).Code);
    }

    [Fact]
    public void A_binding_is_any_or_a_list_of_servers()
    {
        Assert.True(ServerBinding.Parse(["any"]).IsAny);
        Assert.Equal([Desk.Here, Desk.There], ServerBinding.Parse([Desk.Here.ToString(), $"sha256:{Desk.There}"]).Identities);
        Assert.Equal(LicenseCodes.Terms, Desk.Thrown(() => ServerBinding.Parse([])).Code);
        Assert.Equal(LicenseCodes.ServerIdentity, Desk.Thrown(() => ServerBinding.Parse(["any", Desk.Here.ToString()])).Code);
    }
}
