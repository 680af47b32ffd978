using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Usher.Licensing.Tests;

/// <summary>Our files in other people's JOSE libraries, and the other way round.</summary>
public sealed class JoseInteropTests
{
    private static readonly JsonWebTokenHandler Handler = new();

    [Fact]
    public async Task Any_jose_library_verifies_a_license_by_its_embedded_key()
    {
        var jws = Desk.Issue().Jws;
        var header = new JsonWebToken(jws);
        var key = new JsonWebKey(header.GetHeaderValue<JsonElement>("jwk").GetRawText());

        var result = await Handler.ValidateTokenAsync(jws, Accepting(key));

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal("ES256", header.Alg);
        Assert.Equal("usher-license+jws", header.Typ);
        Assert.Equal(Desk.Acme.PublicKey.Id, header.Kid);
        Assert.Equal("Initech", result.Claims["customer"]);
    }

    [Fact]
    public async Task Any_jose_library_refuses_a_license_under_another_key()
    {
        using var other = System.Security.Cryptography.ECDsa.Create();
        other.ImportSubjectPublicKeyInfo(Desk.Other.PublicKey.Spki.Span, out _);
        var result = await Handler.ValidateTokenAsync(Desk.Issue().Jws, Accepting(new ECDsaSecurityKey(other)));
        Assert.False(result.IsValid);
    }

    [Fact]
    public void A_token_of_another_library_is_called_a_foreign_signature()
    {
        using var ecdsa = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var credentials = new SigningCredentials(new ECDsaSecurityKey(ecdsa), SecurityAlgorithms.EcdsaSha256);
        var token = Handler.CreateToken(Desk.Payload(), credentials);

        Assert.Equal(LicenseCodes.ForeignSignature, Desk.Code(LicenseFile.VerifyJws(token, Desk.Check)));
    }

    private static TokenValidationParameters Accepting(SecurityKey key) => new()
    {
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = true,
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        ValidTypes = ["usher-license+jws"],
        ValidateIssuer = false,
        ValidateAudience = false,
        ValidateLifetime = false,
    };
}
